package io.wasettings.processor.token;

import static io.wasettings.processor.token.TokenFixture.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.processor.token.TokenResult.Refused;
import io.wasettings.processor.validation.url.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real client and an independent authorization server that revokes a session when a spent token is presented. */
@Tag("keycloak")
class KeycloakIT {

    @AutoClose
    private static Keycloak keycloak;

    @AutoClose
    private final TokenFixture fixture = new TokenFixture();

    @BeforeAll
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    static void startKeycloak() {
        keycloak = new Keycloak();
    }

    @Test
    void client_credentials_bring_a_token_and_the_refresh_token_that_comes_along_is_not_kept() {
        Token token = granted(fetch("command-1", Keycloak.SECRET, null));

        assertThat(token.refreshToken()).isNull();
        assertThat(token.facts().authMethod()).isEqualTo(AuthMethod.CLIENT_SECRET_BASIC);
        assertThat(Duration.between(token.facts().obtainedAt(), token.facts().expiresAt()))
                .hasSeconds(60);
    }

    @Test
    void a_wrong_secret_is_refused_naming_the_field() {
        TokenResult result = fetch("command-1", "wrong", null);

        assertThat(((Refused) result).error().field()).isEqualTo("/oauth2/client_secret");
    }

    @Test
    void five_commands_that_all_send_the_original_get_on_with_its_successors() {
        String original = keycloak.authorize();

        String newest = original;
        for (int i = 1; i <= 5; i++) {
            newest = granted(fetch("command-" + i, Keycloak.SECRET, original)).refreshToken();
        }

        assertThat(newest).isNotEqualTo(original);
        assertThat(keycloak.exchange(newest)).as("the session lives").isPresent();
    }

    @Test
    void eight_commands_at_once_present_no_token_twice() throws Exception {
        String original = keycloak.authorize();
        ExecutorService commands = Executors.newFixedThreadPool(8);
        try {
            List<Future<TokenResult>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String requester = "command-" + i;
                results.add(commands.submit(() -> fetch(requester, Keycloak.SECRET, original)));
            }

            for (Future<TokenResult> result : results) {
                assertThat(result.get(30, TimeUnit.SECONDS)).isInstanceOf(Granted.class);
            }
            Token last = granted(fetch("command-9", Keycloak.SECRET, original));
            assertThat(keycloak.exchange(last.refreshToken()))
                    .as("the session lives")
                    .isPresent();
        } finally {
            commands.shutdownNow();
        }
    }

    @Test
    void a_spent_token_that_is_presented_ends_the_session_which_is_why_none_ever_is() {
        String original = keycloak.authorize();
        String successor = keycloak.exchange(original).orElseThrow();

        TokenResult result = fetch("command-1", Keycloak.SECRET, original);

        assertThat(((Refused) result).error().message()).contains("invalid_grant");
        assertThat(keycloak.exchange(successor)).as("the whole session is dead").isEmpty();
    }

    @Test
    void an_exchange_that_was_interrupted_before_its_answer_was_kept_is_told_as_what_it_is() {
        String original = keycloak.authorize();
        TokenRequest request = request("command-1", Keycloak.SECRET, original);
        String id = fixture.chainId(request, original);
        fixture.vault.borrow(id, "process-that-died", Instant.now().minusSeconds(1));
        keycloak.exchange(original);

        TokenResult result = fixture.fetch(request);

        assertThat(((Refused) result).error().message()).contains("interrupted", "authorise again");
    }

    private TokenResult fetch(String requester, String secret, String refreshToken) {
        return fixture.fetch(request(requester, secret, refreshToken));
    }

    private static TokenRequest request(String requester, String secret, String refreshToken) {
        return new TokenRequest(
                requester,
                new PartnerClient(
                        "acme",
                        Targets.trusted(keycloak.tokenUrl()),
                        Keycloak.CLIENT,
                        secret,
                        List.of(),
                        Duration.ofMinutes(10)),
                TokenFixture.grant(refreshToken),
                TokenFixture.NOTHING_KNOWN);
    }
}
