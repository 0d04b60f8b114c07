package io.wasettings.producer;

import com.nimbusds.jose.jwk.JWKSet;
import io.wasettings.common.settings.SecretBox;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

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
    private Keys last = Keys.none("it was not asked");
    private Instant dueAt = Instant.MIN;
    private CompletableFuture<Keys> fetch = CompletableFuture.completedFuture(last);

    /** @param patience for all of a fetch, from the look-up of the name to the last byte */
    FetchedKeySource(URI address, Clock clock, Duration patience) {
        this.request = HttpRequest.newBuilder(address).build();
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public SecretBox current() {
        Keys keys = outcome(next());
        return keys.box()
                .orElseThrow(() -> new SealingKeysUnavailableException(
                        "No sealing keys can be had from " + address() + ": " + keys.problem()));
    }

    /** Without user and password. */
    private String address() {
        URI address = request.uri();
        return address.getRawUserInfo() == null
                ? address.toString()
                : address.toString().replace(address.getRawUserInfo() + "@", "");
    }

    /** The keys, or why there are none. */
    private record Keys(Optional<SecretBox> box, String problem) {

        static Keys none(String problem) {
            return new Keys(Optional.empty(), problem);
        }
    }

    /** What the caller has to wait for. */
    private synchronized CompletableFuture<Keys> next() {
        boolean underWay = !fetch.isDone();
        boolean enough = underWay ? last.box().isPresent() : clock.instant().isBefore(dueAt);
        if (enough) {
            return CompletableFuture.completedFuture(last);
        }
        if (!underWay) {
            fetch = fetch().thenApply(this::keep);
        }
        return fetch;
    }

    private synchronized Keys keep(Keys fetched) {
        if (fetched.box().isPresent()) {
            last = fetched;
            dueAt = clock.instant().plus(KEPT);
        } else if (last.box().isPresent()) {
            dueAt = clock.instant().plus(PAUSE_AFTER_FAILURE);
        } else {
            last = fetched;
        }
        return last;
    }

    private Keys outcome(CompletableFuture<Keys> awaited) {
        try {
            return awaited.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Keys last = last();
            return last.box().isPresent() ? last : Keys.none("this thread was interrupted while it waited");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A fetch fails as a value", e);
        }
    }

    private synchronized Keys last() {
        return last;
    }

    /** Completes within its time limit, without keys if it fails. */
    private CompletableFuture<Keys> fetch() {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, head -> new BoundedText(LARGEST));
        return answer.thenApply(FetchedKeySource::keys)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                // A request's own time limit ends with the head of its answer (JDK-8208693), so a late one is cut off.
                .whenComplete((keys, failure) -> answer.cancel(true))
                .exceptionally(failure -> Keys.none(problem(failure)));
    }

    private static Keys keys(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            return Keys.none("it answered " + response.statusCode());
        }
        try {
            return new Keys(Optional.of(new SecretBox(JWKSet.parse(response.body()))), "");
        } catch (ParseException | RuntimeException e) {
            return Keys.none("its answer is no JWK set with a P-256 key");
        }
    }

    private String problem(Throwable failure) {
        List<Throwable> causes =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
        Throwable innermost = causes.get(causes.size() - 1);
        if (innermost instanceof TimeoutException) {
            return "it did not answer within " + patience.toSeconds() + " s";
        }
        if (innermost instanceof UnresolvedAddressException) {
            return "its host's name is not known";
        }
        return causes.stream().anyMatch(ConnectException.class::isInstance)
                ? "no connection came about"
                : "the call failed (" + innermost.getClass().getSimpleName() + ")";
    }
}
