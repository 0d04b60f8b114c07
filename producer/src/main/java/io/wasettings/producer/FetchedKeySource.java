package io.wasettings.producer;

import com.nimbusds.jose.jwk.JWKSet;
import io.wasettings.common.SecretBox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys of the ingest-api, fetched and kept for a while. */
final class FetchedKeySource implements SealingKeySource {

    /** As the ingest-api says ({@code Cache-Control: max-age=300}). */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** While there are others to go on with, so that an ingest-api that is away holds up nothing but one look at it. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    private final HttpRequest request;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private @Nullable SecretBox box;
    private Instant dueAt = Instant.MIN;

    FetchedKeySource(URI address, Clock clock) {
        this.request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        this.clock = clock;
    }

    @Override
    public synchronized SecretBox current() {
        if (!clock.instant().isBefore(dueAt)) {
            fetch().ifPresentOrElse(
                            fetched -> {
                                box = fetched;
                                dueAt = clock.instant().plus(KEPT);
                            },
                            this::goOn);
        }
        if (box == null) {
            throw new SealingKeysUnavailableException("No sealing keys can be had from " + request.uri());
        }
        return box;
    }

    private void goOn() {
        if (box != null) {
            dueAt = clock.instant().plus(PAUSE_AFTER_FAILURE);
        }
    }

    private Optional<SecretBox> fetch() {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Optional.of(new SecretBox(JWKSet.parse(response.body())))
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException | ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
