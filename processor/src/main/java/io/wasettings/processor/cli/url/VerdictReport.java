package io.wasettings.processor.cli.url;

import io.wasettings.processor.validation.url.UrlPolicy;
import io.wasettings.processor.validation.url.UrlVerdict;
import io.wasettings.service.background.DaemonThreads;
import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/** Checks many URLs at a time, and writes their verdicts in the order in which they were added, as soon as it can. */
final class VerdictReport {

    /** Look-ups at a time: hundreds of hosts without a working DNS take seconds, not minutes. */
    private static final int CONCURRENCY = 128;

    /** URLs that may wait for their verdict, or for those before: an input without end takes no more memory. */
    private static final int MOST_WAITING = 1024;

    private static final ThreadFactory THREADS = DaemonThreads.named("check-url");

    private final UrlPolicy policy;
    private final VerdictFormat format;
    private final PrintWriter out;
    private final ExecutorService checkers = Executors.newFixedThreadPool(CONCURRENCY, THREADS);
    private final ExecutorService writer = Executors.newSingleThreadExecutor(THREADS);
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private CompletableFuture<Boolean> allAccepted = CompletableFuture.completedFuture(true);

    VerdictReport(UrlPolicy policy, VerdictFormat format, PrintWriter out) {
        this.policy = policy;
        this.format = format;
        this.out = out;
    }

    /** Has that URL checked and reported after those added before; waits while too many are under way. */
    void add(String url) {
        room.acquireUninterruptibly();
        CompletableFuture<UrlVerdict> verdict = CompletableFuture.supplyAsync(() -> policy.check(url), checkers);
        CompletableFuture<Boolean> before = allAccepted;
        allAccepted = CompletableFuture.supplyAsync(() -> report(url, verdict) && before.join(), writer);
    }

    /** Whether what it writes is lost. */
    boolean isUnread() {
        return out.checkError();
    }

    /** Waits for all that was added, and takes no more; returns whether all are accepted. */
    boolean await() {
        checkers.shutdown();
        writer.shutdown();
        return allAccepted.join();
    }

    private boolean report(String url, CompletableFuture<UrlVerdict> checked) {
        try {
            UrlVerdict verdict = checked.join();
            out.println(format.line(url, verdict));
            return verdict.fold(accepted -> true, refused -> false, undecided -> false);
        } finally {
            room.release();
        }
    }
}
