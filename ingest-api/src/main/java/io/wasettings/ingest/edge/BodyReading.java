package io.wasettings.ingest.edge;

import io.wasettings.ingest.result.Result;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Reads one body as it comes, holding no thread. Bytes beyond the limit are read too, up to {@value #DROPPED}, and
 * dropped: otherwise the connection would be reset, and a client that is still sending would not see the answer. A
 * client that sends a few bytes at a time is given up sooner: each read counts as at least {@value #READ} bytes.
 */
final class BodyReading implements ReadListener {

    /** Most bytes that are read only to be dropped. */
    static final int DROPPED = 4 * 1024 * 1024;

    private static final int CHUNK = 8 * 1024;

    /** Enough to bound the reads, and so little that a body within the limit may still come byte by byte. */
    private static final int READ = 64;

    /** Reads after which it is the turn of whatever else the threads have to do. */
    private static final int READS_AT_A_TIME = 64;

    private final HttpServletRequest request;
    private final Executor executor;
    private final int limit;
    private ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private CompletableFuture<Result<byte[]>> body = new CompletableFuture<>();
    private long received;
    private long spent;

    /**
     * @param executor runs the reading, each time of a little only and without ever blocking
     * @param limit largest body, in bytes
     * @param patience how long the body may take from now on
     */
    BodyReading(HttpServletRequest request, Executor executor, int limit, Duration patience) {
        this.request = request;
        this.executor = executor;
        this.limit = limit;
        CompletableFuture<?> deadline =
                new CompletableFuture<>().completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<?> unused = deadline.thenRunAsync(() -> giveUp(patience), executor);
        unused = body.whenComplete((read, failure) -> deadline.cancel(false));
    }

    /** Begins, once the request is in asynchronous mode. */
    void start() {
        try {
            request.getInputStream().setReadListener(this);
        } catch (IOException e) {
            onError(e);
        }
    }

    /** The body, or why there is none. To be asked for before it has arrived. */
    CompletableFuture<Result<byte[]>> body() {
        return body;
    }

    /**
     * Not on the container's own thread: at the end of a chunked body Tomcat processes the connection once more on the
     * reading thread, where it would find it held by itself, and take what follows for a new request.
     */
    @Override
    public void onDataAvailable() {
        executor.execute(this::readAvailable);
    }

    /** Told on a thread of the container's, when the last bytes may not have been taken by ours yet. */
    @Override
    public void onAllDataRead() {
        executor.execute(this::end);
    }

    @Override
    public void onError(Throwable t) {
        refuseBroken();
    }

    private synchronized void readAvailable() {
        try {
            if (!body.isDone()) {
                read(request.getInputStream());
            }
        } catch (IOException e) {
            onError(e);
        } catch (RuntimeException e) {
            // The container may have ended the request between two of our steps; then it has told us already, and any
            // exception may follow.
            if (!body.isDone()) {
                throw e;
            }
        }
    }

    private void read(ServletInputStream in) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int reads = 0; !body.isDone() && in.isReady(); reads++) {
            if (reads == READS_AT_A_TIME) {
                // The container calls again only once nothing is there.
                onDataAvailable();
                return;
            }
            int count = in.read(chunk);
            take(chunk, count);
            if (in.isFinished()) {
                end();
            } else if (count < 0) {
                refuseBroken();
            } else if (spent > limit + DROPPED) {
                body.complete(tooLarge());
            }
        }
    }

    private void take(byte[] chunk, int count) {
        received += Math.max(0, count);
        spent += Math.max(READ, count);
        if (count > 0 && received <= limit) {
            kept.write(chunk, 0, count);
        }
    }

    /** Forgets the body: the container keeps this listener until the request is answered, which may take long. */
    private synchronized void end() {
        CompletableFuture<Result<byte[]>> whole = body;
        Result<byte[]> read = received > limit ? tooLarge() : Result.of(kept.toByteArray());
        kept = new ByteArrayOutputStream(0);
        body = CompletableFuture.completedFuture(Result.of(kept.toByteArray()));
        whole.complete(read);
    }

    /** Waits for a reading to finish: once the request is answered, what is read belongs to the next one. */
    private synchronized void giveUp(Duration patience) {
        body.complete(Result.refused(
                Problem.of(ProblemType.TIMEOUT, "The body did not arrive within " + patience.toMillis() + " ms.")));
    }

    private void refuseBroken() {
        body.complete(Result.refused(
                Problem.of(ProblemType.BAD_REQUEST, "The body ended too early, or one of its chunks is malformed.")));
    }

    private Result<byte[]> tooLarge() {
        return Result.refused(Problem.of(ProblemType.TOO_LARGE, "A body has at most " + limit + " bytes."));
    }
}
