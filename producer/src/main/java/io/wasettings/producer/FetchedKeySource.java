package io.wasettings.producer;

import com.nimbusds.jose.jwk.JWKSet;
import io.wasettings.common.SecretBox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Keys of the ingest-api, fetched and kept for a while. One fetch is under way at a time: while there are no keys all
 * callers wait for it, while there are old ones only the caller who began it.
 */
final class FetchedKeySource implements SealingKeySource {

    /** As the ingest-api says ({@code Cache-Control: max-age=300}). */
    private static final Duration KEPT = Duration.ofMinutes(5);
    /** Room for some hundred keys. */
    private static final int LARGEST = 64 * 1024;
    /** While there are old keys to go on with, so that an unavailable ingest-api holds up one caller at a time. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    private final HttpRequest request;
    private final Clock clock;
    private final Duration patience;
    private final HttpClient client = HttpClient.newHttpClient();
    // What follows is guarded by this.
    private Optional<SecretBox> last = Optional.empty();
    private Instant dueAt = Instant.MIN;
    private CompletableFuture<Optional<SecretBox>> fetch = CompletableFuture.completedFuture(last);

    /** @param patience for all of a fetch, from the look-up of the name to the last byte */
    FetchedKeySource(URI address, Clock clock, Duration patience) {
        this.request = HttpRequest.newBuilder(address).build();
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public SecretBox current() {
        return outcome(next())
                .orElseThrow(
                        () -> new SealingKeysUnavailableException("No sealing keys can be had from " + request.uri()));
    }

    /** What the caller has to wait for. */
    private synchronized CompletableFuture<Optional<SecretBox>> next() {
        boolean underWay = !fetch.isDone();
        boolean enough = underWay ? last.isPresent() : clock.instant().isBefore(dueAt);
        if (enough) {
            return CompletableFuture.completedFuture(last);
        }
        if (!underWay) {
            fetch = fetch().thenApply(this::keep);
        }
        return fetch;
    }

    private synchronized Optional<SecretBox> keep(Optional<SecretBox> fetched) {
        if (fetched.isPresent()) {
            last = fetched;
            dueAt = clock.instant().plus(KEPT);
        } else if (last.isPresent()) {
            dueAt = clock.instant().plus(PAUSE_AFTER_FAILURE);
        }
        return last;
    }

    private Optional<SecretBox> outcome(CompletableFuture<Optional<SecretBox>> awaited) {
        try {
            return awaited.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return last();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A fetch fails as a value", e);
        }
    }

    private synchronized Optional<SecretBox> last() {
        return last;
    }

    /** Completes within its time limit, empty if it fails. */
    private CompletableFuture<Optional<SecretBox>> fetch() {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, head -> new BoundedText(LARGEST));
        return answer.thenApply(FetchedKeySource::keys)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                // A request's own time limit ends with the head of its answer (JDK-8208693), so a late one is cut off.
                .whenComplete((keys, failure) -> answer.cancel(true))
                .exceptionally(failure -> Optional.empty());
    }

    private static Optional<SecretBox> keys(HttpResponse<String> response) {
        try {
            return response.statusCode() == 200
                    ? Optional.of(new SecretBox(JWKSet.parse(response.body())))
                    : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
