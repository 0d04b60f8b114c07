package io.wasettings.processor.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.http.GuardedHttpClient;
import io.wasettings.processor.http.HastyCircuits;
import io.wasettings.processor.token.TokenResult.Reason;
import io.wasettings.processor.token.TokenResult.Unavailable;
import io.wasettings.testkit.RefusingPort;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A token endpoint that failed is left alone for a while; nothing was sent to it then. */
class OpenCircuitTest {

    private static final Duration OPEN_FOR = Duration.ofHours(1);

    @Test
    void a_refresh_token_that_was_not_sent_is_not_in_doubt_and_is_tried_again_when_the_server_is() throws IOException {
        // Nothing listens there, so that the first request was certainly not received either.
        try (RefusingPort nobody = new RefusingPort();
                GuardedHttpClient http = HastyCircuits.client(OPEN_FOR);
                TokenFixture fixture = new TokenFixture()) {
            Tokens tokens = fixture.tokens(fixture.vault, Duration.ofSeconds(5), http);
            TokenRequest request = TokenFixture.refreshToken(nobody.number(), "command-1", "rt-1");
            tokens.fetch(request, refused -> {});

            TokenResult result = tokens.fetch(request, refused -> {});

            assertThat(result).isInstanceOfSatisfying(Unavailable.class, unavailable -> {
                assertThat(unavailable.error().field()).isEqualTo("/oauth2/token_url");
                assertThat(unavailable.error().message()).isEqualTo("The server refused the connection.");
                assertThat(unavailable.reason()).isEqualTo(Reason.NOT_ASKED);
                assertThat(unavailable.retryAfter()).isBetween(Duration.ofMinutes(50), OPEN_FOR);
            });
            assertThat(fixture.vault
                            .find(List.of(fixture.chainId(request, "rt-1")))
                            .orElseThrow()
                            .inDoubt())
                    .isFalse();
        }
    }
}
