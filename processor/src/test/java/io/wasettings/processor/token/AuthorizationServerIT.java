package io.wasettings.processor.token;

import static io.wasettings.processor.token.TokenFixture.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.token.TokenResult.Refused;
import io.wasettings.processor.validation.url.Targets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The real client and a real authorization server, with both grants. */
class AuthorizationServerIT {

    @AutoClose
    private static final AuthorizationServer SERVER = new AuthorizationServer(Duration.ofMinutes(5));

    @AutoClose
    private final TokenFixture fixture = new TokenFixture();

    @Test
    void client_credentials_bring_a_token_by_basic_authentication() {
        Token token = granted(basic("command-1", null));

        assertThat(SERVER.accepts(token.accessToken())).isTrue();
        assertThat(token.facts().authMethod()).isEqualTo(AuthMethod.CLIENT_SECRET_BASIC);
        assertThat(token.facts().scope()).isEqualTo(AuthorizationServer.SCOPE);
        assertThat(Duration.between(token.facts().obtainedAt(), token.facts().expiresAt()))
                .isBetween(Duration.ofSeconds(298), Duration.ofSeconds(300));
        assertThat(fixture.refusedMethods).isEmpty();
    }

    @Test
    void a_client_that_must_post_its_secret_gets_its_token_in_the_end() {
        Token token = granted(post("command-1", null));

        assertThat(SERVER.accepts(token.accessToken())).isTrue();
        assertThat(token.facts().authMethod()).isEqualTo(AuthMethod.CLIENT_SECRET_POST);
        assertThat(fixture.refusedMethods)
                .containsExactly(AuthMethod.CLIENT_SECRET_BASIC, AuthMethod.CLIENT_SECRET_BASIC_RAW);
    }

    @Test
    void a_wrong_secret_is_refused_naming_the_field() {
        TokenResult result = fixture.fetch(
                request("command-1", AuthorizationServer.BASIC_CLIENT, "wrong", null, AuthorizationServer.SCOPE));

        assertThat(((Refused) result).error().field()).isEqualTo("/oauth2/client_secret");
        assertThat(((Refused) result).error().message()).contains("invalid_client");
    }

    @Test
    void a_scope_that_is_not_allowed_is_refused_naming_the_field() {
        TokenResult result = fixture.fetch(request(
                "command-1", AuthorizationServer.BASIC_CLIENT, AuthorizationServer.BASIC_SECRET, null, "admin"));

        assertThat(((Refused) result).error().field()).isEqualTo("/oauth2/scopes");
    }

    @Test
    void an_unknown_refresh_token_is_refused_naming_the_field() {
        TokenResult result = basic("command-1", "rt-unknown");

        assertThat(((Refused) result).error().field()).isEqualTo("/oauth2/refresh_token");
        assertThat(((Refused) result).error().message()).contains("invalid_grant");
    }

    @Test
    void a_refresh_token_rotates_over_several_commands_that_all_send_the_original() {
        String original = SERVER.authorize(AuthorizationServer.BASIC_CLIENT);
        Set<String> seen = new HashSet<>(Set.of(original));

        for (int i = 1; i <= 5; i++) {
            Token token = granted(basic("command-" + i, original));

            assertThat(SERVER.accepts(token.accessToken())).isTrue();
            assertThat(SERVER.isNewest(token.refreshToken())).isTrue();
            assertThat(seen.add(token.refreshToken())).as("rotated").isTrue();
        }
        assertThat(SERVER.isNewest(original)).isFalse();
    }

    @Test
    void a_refresh_token_rotates_with_a_posted_secret_too() {
        String original = SERVER.authorize(AuthorizationServer.POST_CLIENT);

        granted(post("command-1", original));
        Token token = granted(post("command-2", original));

        assertThat(token.facts().authMethod()).isEqualTo(AuthMethod.CLIENT_SECRET_POST);
        assertThat(SERVER.isNewest(token.refreshToken())).isTrue();
    }

    @Test
    void a_process_that_is_started_anew_goes_on_with_the_successor() {
        String original = SERVER.authorize(AuthorizationServer.BASIC_CLIENT);
        granted(basic("command-1", original));
        Tokens restarted = fixture.tokens(fixture.vault);

        TokenResult result = restarted.fetch(
                request(
                        "command-2",
                        AuthorizationServer.BASIC_CLIENT,
                        AuthorizationServer.BASIC_SECRET,
                        original,
                        AuthorizationServer.SCOPE),
                method -> {});

        assertThat(SERVER.isNewest(granted(result).refreshToken())).isTrue();
    }

    private TokenResult basic(String requester, String refreshToken) {
        return fixture.fetch(request(
                requester,
                AuthorizationServer.BASIC_CLIENT,
                AuthorizationServer.BASIC_SECRET,
                refreshToken,
                AuthorizationServer.SCOPE));
    }

    private TokenResult post(String requester, String refreshToken) {
        return fixture.fetch(request(
                requester,
                AuthorizationServer.POST_CLIENT,
                AuthorizationServer.POST_SECRET,
                refreshToken,
                AuthorizationServer.SCOPE));
    }

    private static TokenRequest request(
            String requester, String clientId, String secret, String refreshToken, String scope) {
        return new TokenRequest(
                requester,
                new PartnerClient(
                        "acme",
                        Targets.trusted(SERVER.tokenUrl()),
                        clientId,
                        secret,
                        List.of(scope),
                        Duration.ofSeconds(60)),
                TokenFixture.grant(refreshToken),
                TokenFixture.NOTHING_KNOWN);
    }
}
