package io.wasettings.ingest.security;

import io.wasettings.service.background.DaemonThreads;
import io.wasettings.service.log.LogLine;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Fetches the public documents of an authorization server at most once per interval, and gives the last answer again in
 * between. Otherwise every token that names an unknown key would cause a fetch of the key set, and anybody can make
 * such tokens. An answer stands in for later ones that fail, so that a short outage of that server is none of ours.
 */
final class RationedFetches implements ClientHttpRequestInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(RationedFetches.class);

    /** Shortest time between a failed fetch and the next. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** How long an answer stands in: an hour, with the five minutes for which the decoder keeps a key set. */
    private static final Duration MEMORY = Duration.ofMinutes(55);

    /**
     * How long somebody who could have an old answer waits for the new one: a key that is in use as soon as it is
     * published shall be known to the first token. Whoever waits holds a thread, and the decoder's lock.
     */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final ThreadFactory THREADS = DaemonThreads.named("authorization-server");

    private final Duration interval;
    private final Duration afterFailure;
    private final Duration memory;
    private final Duration patience;
    private final Map<URI, Document> documents = new ConcurrentHashMap<>();

    RationedFetches(Duration interval) {
        this(interval, AFTER_FAILURE, MEMORY, PATIENCE);
    }

    RationedFetches(Duration interval, Duration afterFailure, Duration memory, Duration patience) {
        this.interval = interval;
        this.afterFailure = afterFailure;
        this.memory = memory;
        this.patience = patience;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        return documents
                .computeIfAbsent(request.getURI(), uri -> new Document())
                .answer(() -> execution.execute(request, body));
    }

    /** Whether an old answer stands in for one that the server has not given yet. */
    boolean areBehind() {
        return documents.values().stream().anyMatch(Document::isBehind);
    }

    /** Asks the server. */
    private interface Question {

        ClientHttpResponse ask() throws IOException;
    }

    /** What is known of one address. */
    private final class Document {

        private volatile @Nullable Fetched last;
        private @Nullable CompletableFuture<Fetched> fetch;
        /** The fetch that somebody waited for in vain: then nobody else does. */
        private volatile @Nullable CompletableFuture<Fetched> overdue;
        /** Whether the server failed last: then nobody waits for it who can have an old answer. */
        private volatile boolean away;
        /** Whether the log has it; of the one fetch that is under way. */
        private volatile boolean told;

        ClientHttpResponse answer(Question question) throws IOException {
            Fetched known = last;
            CompletableFuture<Fetched> next = next(question);
            if (known == null || known.isOlderThan(memory)) {
                return next.join().again();
            }
            if (!next.isDone() && (next == overdue || (away && known.isThere()))) {
                return known.again();
            }
            Fetched now = next.copy()
                    .completeOnTimeout(known, patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            if (!next.isDone()) {
                overdue = next;
            }
            return now.again();
        }

        boolean isBehind() {
            CompletableFuture<Fetched> late = overdue;
            return away || (late != null && !late.isDone());
        }

        /** The last answer if it is fresh; else that of the fetch that is under way, if need be from now on. */
        private synchronized CompletableFuture<Fetched> next(Question question) {
            Fetched known = last;
            if (known != null && known.isFresh()) {
                return CompletableFuture.completedFuture(known);
            }
            if (fetch == null || fetch.isDone()) {
                fetch = CompletableFuture.supplyAsync(
                        () -> fetched(question), task -> THREADS.newThread(task).start());
            }
            return fetch;
        }

        private Fetched fetched(Question question) {
            Fetched now = orStandIn(asked(question));
            last = now;
            return now;
        }

        private Fetched asked(Question question) {
            try (ClientHttpResponse response = question.ask()) {
                Fetched answer = Fetched.of(response, interval);
                // Errors are kept for less long: some pass, and some send the caller elsewhere.
                return answer.isThere() ? answer : answer.freshFor(afterFailure);
            } catch (IOException e) {
                return Fetched.nothing(afterFailure);
            }
        }

        private Fetched orStandIn(Fetched now) {
            away = now.isOutage();
            Fetched known = last;
            if (!away) {
                if (told) {
                    LogLine.info(LOG, "key_set_fetched_again").write();
                }
                told = false;
                return now;
            }
            if (known == null || !known.isThere() || known.isOlderThan(memory)) {
                return now;
            }
            if (!told) {
                LogLine.warn(LOG, "key_set_not_fetched")
                        .with("cause", now.fault())
                        .with("hint", "the one fetched last is used, for an hour at most")
                        .write();
            }
            told = true;
            return known.freshFor(afterFailure);
        }
    }
}
