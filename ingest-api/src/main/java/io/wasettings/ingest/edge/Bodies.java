package io.wasettings.ingest.edge;

import io.wasettings.ingest.limit.Places;
import io.wasettings.ingest.limit.SharedThreads;
import io.wasettings.ingest.result.Result;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;

/**
 * Reads the bodies of partners' requests: each within a time limit, and of one partner no more than its share at a
 * time. Holds no thread.
 *
 * <p>A body can be read that way only after Spring MVC has put the request into asynchronous mode: a controller asks
 * for the body, and reading begins when the controller has returned.
 */
public final class Bodies implements DeferredResultProcessingInterceptor {

    private static final String READING = Bodies.class.getName();
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Places places;
    private final Leftovers leftovers;
    private final SharedThreads threads;
    private final Duration timeout;

    Bodies(Places places, Leftovers leftovers, SharedThreads threads, Duration timeout) {
        this.places = places;
        this.leftovers = leftovers;
        this.threads = threads;
        this.timeout = timeout;
    }

    /**
     * The body of that request; refused if it does not arrive, is too large or too slow, or if too many are being read.
     * To be called once, by a controller that returns a future.
     *
     * @param limit largest body, in bytes
     */
    public CompletableFuture<Result<byte[]>> read(String partner, HttpServletRequest request, int limit) {
        return switch (places.take(partner)) {
            case TAKEN -> reading(partner, request, limit).whenComplete((body, failure) -> places.free(partner));
            case SHARE_USED ->
                refused(
                        request,
                        Problem.later(ProblemType.TOO_MANY_REQUESTS, "You are sending too many bodies at once")
                                .retryAfter(RETRY_AFTER));
            case NONE_LEFT -> refused(request, Problem.unavailable("Too many requests are being received"));
        };
    }

    @Override
    public <T> void preProcess(NativeWebRequest request, DeferredResult<T> result) {
        Object reading = request.getAttribute(READING, RequestAttributes.SCOPE_REQUEST);
        if (reading instanceof BodyReading begun) {
            request.removeAttribute(READING, RequestAttributes.SCOPE_REQUEST);
            begun.start();
        }
    }

    private CompletableFuture<Result<byte[]>> reading(String partner, HttpServletRequest request, int limit) {
        BodyReading reading = new BodyReading(request, task -> threads.execute(partner, task), limit, timeout);
        request.setAttribute(READING, reading);
        return reading.body();
    }

    private CompletableFuture<Result<byte[]>> refused(HttpServletRequest request, Problem problem) {
        return leftovers
                .drop(request, reading -> request.setAttribute(READING, reading))
                .thenApply(dropped -> Result.refused(problem));
    }
}
