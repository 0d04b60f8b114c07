package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.common.seal.Unsealed.Opened;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.store.Settings;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that can be carried out, and what is stored of them. */
class AppliedCommandsTest {

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    @Test
    void bearer_settings_are_probed_with_the_key_and_stored_sealed() {
        fixture.handle(fixture.bearer("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.probes).containsExactly("https://hooks.example.com/wa k3y");
        assertThat(fixture.tokenRequests).isEmpty();
        Settings stored = fixture.store.find(KEY).orElseThrow();
        assertThat(fixture.secretBox.openAtRest(
                        Purpose.SETTINGS, KEY.recordKey(), stored.credentials().secrets()))
                .isEqualTo(new Opened<>(new Secrets(Map.of(Secrets.API_KEY, "k3y"))));
    }

    @Test
    void oauth2_settings_are_probed_with_the_token_which_is_stored_sealed() {
        fixture.handle(fixture.oauth2("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.probes).containsExactly("https://hooks.example.com/wa t0k3n");
        Settings stored = fixture.store.find(KEY).orElseThrow();
        String token = stored.credentials().oauth2().orElseThrow().token().sealed();
        assertThat(token).doesNotContain("t0k3n");
        assertThat(fixture.secretBox.openAtRest(Purpose.ACCESS_TOKEN, KEY.recordKey(), token))
                .isEqualTo(new Opened<>(new Secrets(Map.of(Secrets.ACCESS_TOKEN, "t0k3n"))));
    }

    @Test
    void the_newest_refresh_token_is_stored_in_place_of_the_spent_one() {
        Token rotated = new Token(
                "t0k3n",
                "n3w",
                new TokenFacts(
                        fixture.clock.instant(),
                        fixture.clock.instant().plusSeconds(60),
                        null,
                        AuthMethod.CLIENT_SECRET_POST),
                "chain");
        fixture.tokenEndpoint = () -> new TokenResult.Granted(rotated, List.of());

        fixture.handle(fixture.command(
                "1", """
                "auth_type": "oauth2", "oauth2": {"grant_type": "refresh_token", "client_id": "acme",
                "token_url": "https://login.example.com/token", "expires_in": 3600}""", new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t", Secrets.REFRESH_TOKEN, "0ld"))));

        Settings stored = fixture.store.find(KEY).orElseThrow();
        assertThat(fixture.secretBox.openAtRest(
                        Purpose.SETTINGS, KEY.recordKey(), stored.credentials().secrets()))
                .isEqualTo(new Opened<>(
                        new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t", Secrets.REFRESH_TOKEN, "n3w"))));
        assertThat(stored.credentials().oauth2().orElseThrow().token().chain()).isEqualTo("chain");
    }

    @Test
    void the_next_command_of_a_client_begins_with_the_way_of_authentication_that_worked_last() {
        grantedBy(AuthMethod.CLIENT_SECRET_POST);

        fixture.handle(oauth2("2", "acme", "https://login.example.com/token"));

        assertThat(firstTried()).isEqualTo(AuthMethod.CLIENT_SECRET_POST);
    }

    @ParameterizedTest
    @CsvSource({"acme-2, https://login.example.com/token", "acme, https://login.example.com/other"})
    void what_worked_for_another_client_or_token_endpoint_says_nothing(String clientId, String tokenUrl) {
        grantedBy(AuthMethod.CLIENT_SECRET_POST);

        fixture.handle(oauth2("2", clientId, tokenUrl));

        assertThat(firstTried()).isEqualTo(AuthMethod.CLIENT_SECRET_BASIC);
    }

    @Test
    void an_older_command_is_superseded_without_touching_the_partner() {
        Delivery older = fixture.oauth2("old");
        fixture.handle(fixture.bearer("new"));
        fixture.probes.clear();

        fixture.handle(older);

        assertThat(fixture.lastStatus().state()).isEqualTo(State.SUPERSEDED);
        assertThat(fixture.lastStatus().httpStatus()).isEqualTo(200);
        assertThat(fixture.tokenRequests).isEmpty();
        assertThat(fixture.probes).isEmpty();
    }

    @Test
    void sealed_secrets_of_another_grant_and_of_the_other_kind_of_credentials_are_named_in_the_warnings() {
        fixture.handle(fixture.command(
                "1", """
                "auth_type": "oauth2", "colour": 1, "oauth2": {"grant_type": "client_credentials", "client_id": "acme",
                "token_url": "https://login.example.com/token", "expires_in": 3600}""", new Secrets(Map.of("client_secret", "s3cr3t", "refresh_token", "r", "api_key", "k3y"))));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.lastStatus().warnings())
                .containsExactly(
                        new FieldMessage("/api_key", "was ignored: auth_type is \"oauth2\""),
                        new FieldMessage("/oauth2/refresh_token", "was ignored: grant_type is not \"refresh_token\""),
                        new FieldMessage("/colour", "is unknown and was ignored"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"oauth2\": {}"})
    void a_sealed_client_secret_of_a_command_with_a_key_is_named_in_the_warnings_once(String oauth2) {
        fixture.handle(fixture.command(
                "1",
                "\"auth_type\": \"bearer\"" + oauth2,
                new Secrets(Map.of("api_key", "k3y", "client_secret", "s3cr3t"))));

        assertThat(fixture.lastStatus().warnings())
                .containsExactly(new FieldMessage("/oauth2", "was ignored: auth_type is \"bearer\""));
    }

    @Test
    void warnings_of_the_producer_and_of_the_body_are_told_with_the_outcome() {
        Delivery delivery = fixture.command(
                "1", "\"auth_type\": \"bearer\", \"colour\": 1", new Secrets(Map.of(Secrets.API_KEY, "k3y")));
        String warnings = "[{\"field\": \"/color\", \"message\": \"is unknown and was ignored\"}]";

        fixture.handle(CommandFixture.with(delivery, "ce_warnings", warnings));

        assertThat(fixture.lastStatus().warnings())
                .extracting(FieldMessage::field)
                .containsExactly("/color", "/colour");
    }

    /** A command of client {@code acme} is in force whose token was granted in that way. */
    private void grantedBy(AuthMethod method) {
        TokenFacts facts =
                new TokenFacts(fixture.clock.instant(), fixture.clock.instant().plusSeconds(60), null, method);
        fixture.tokenEndpoint = () -> new TokenResult.Granted(new Token("t0k3n", null, facts, null), List.of());
        fixture.handle(oauth2("1", "acme", "https://login.example.com/token"));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    private Delivery oauth2(String id, String clientId, String tokenUrl) {
        return fixture.command(
                id, """
                "auth_type": "oauth2", "oauth2": {"grant_type": "client_credentials", "client_id": "%s",
                "token_url": "%s", "expires_in": 3600}""".formatted(clientId, tokenUrl), new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t")));
    }

    private AuthMethod firstTried() {
        assertThat(fixture.tokenRequests).hasSize(2);
        TokenRequest request = fixture.tokenRequests.get(1);
        return request.authMethods().untried(request.client()).get(0);
    }
}
