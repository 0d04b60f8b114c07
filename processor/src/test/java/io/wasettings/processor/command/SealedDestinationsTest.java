package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.SealedSecrets;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.TestKeys;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who can write commands and read the topic cannot have another partner's secrets sent to a server of their own. */
class SealedDestinationsTest {

    private static final String WEBHOOK = "https://hooks.example.com/wa";
    private static final String TOKEN_URL = "https://login.example.com/token";
    private static final String THIEF = "https://thief.example.com/";

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    @Test
    void a_sealed_value_is_taken_with_the_destinations_that_it_was_sealed_for() {
        handle(WEBHOOK, TOKEN_URL, sealed(WEBHOOK, TOKEN_URL));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_sealed_value_republished_with_another_token_url_is_rejected_with_2011_and_nothing_is_dialled() {
        handle(WEBHOOK, THIEF, sealed(WEBHOOK, TOKEN_URL));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.REJECTED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors())
                .containsExactly(new FieldMessage(
                        "/oauth2/token_url",
                        "is not what the sealed secrets were sealed for; seal them for it, under a new id"));
        assertThatNothingWasDialled();
    }

    @Test
    void a_sealed_value_republished_with_another_webhook_is_rejected_with_2011_and_nothing_is_dialled() {
        handle(THIEF, TOKEN_URL, sealed(WEBHOOK, TOKEN_URL));

        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors())
                .extracting(FieldMessage::field)
                .containsExactly("/webhook_url");
        assertThatNothingWasDialled();
    }

    @Test
    void a_token_url_counts_also_where_the_command_claims_to_need_none() {
        String value = """
                {"webhook_url": "%s", "auth_type": "bearer", "sealed_secrets": "%s"}""".formatted(WEBHOOK, sealed(WEBHOOK, TOKEN_URL));

        fixture.handle(fixture.delivery("1", KEY.recordKey(), value));

        assertThat(fixture.lastStatus().errors())
                .extracting(FieldMessage::field)
                .containsExactly("/oauth2/token_url");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'auth_type': 'oauth2', 'oauth2': {OAUTH2, 'token_url': 'https://login.example.com/token'}"
                        + " | /webhook_url | is required",
                "'webhook_url': 'https://hooks.example.com/wa', 'auth_type': 'oauth2', 'oauth2': {OAUTH2}"
                        + " | /oauth2/token_url | is required",
                "'webhook_url': 'https://hooks.example.com/wa', 'auth_type': 'oauth2'"
                        + " | /oauth2 | is required when auth_type is ~oauth2~"
            })
    void a_destination_that_a_command_lacks_is_told_to_be_missing(String members, String field, String problem) {
        String value = "{" + members + ", 'sealed_secrets': '" + sealed(WEBHOOK, TOKEN_URL) + "'}";

        fixture.handle(fixture.delivery(
                "1",
                KEY.recordKey(),
                value.replace("OAUTH2", "'grant_type': 'client_credentials', 'client_id': 'acme', 'expires_in': 60")
                        .replace('\'', '"')));

        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors()).containsExactly(new FieldMessage(field, problem.replace('~', '"')));
        assertThatNothingWasDialled();
    }

    @Test
    void what_else_is_wrong_with_a_command_whose_destinations_are_others_is_said_at_once() {
        handle(THIEF, TOKEN_URL, sealed(WEBHOOK, TOKEN_URL), 0);

        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors())
                .extracting(FieldMessage::field)
                .containsExactly("/webhook_url", "/oauth2/expires_in");
    }

    @Test
    void what_else_is_wrong_with_a_command_whose_sealed_value_does_not_open_is_said_at_once() {
        String sealed = sealed(WEBHOOK, TOKEN_URL);
        handle(WEBHOOK, TOKEN_URL, sealed.substring(0, sealed.length() - 8) + "AAAAAAAA", 0);

        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors())
                .extracting(FieldMessage::field)
                .containsExactly("/sealed_secrets", "/oauth2/expires_in");
    }

    @Test
    void what_else_is_wrong_with_a_command_that_was_sealed_with_an_unknown_key_is_said_at_once() {
        String sealed = sealed(TestKeys.secretBox("unknown"), WEBHOOK, TOKEN_URL);
        handle(WEBHOOK, TOKEN_URL, sealed, 0);

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().errors())
                .extracting(FieldMessage::field)
                .containsExactly("/sealed_secrets", "/oauth2/expires_in");
    }

    @Test
    void a_sealed_value_without_destinations_is_taken() {
        handle(WEBHOOK, TOKEN_URL, sealed(null, null));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_sealed_value_without_destinations_is_rejected_with_2011_where_they_are_demanded() {
        fixture.requireBoundDestinations = true;

        handle(WEBHOOK, TOKEN_URL, sealed(null, null));

        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors())
                .containsExactly(
                        new FieldMessage("/sealed_secrets", "must hold \"webhook_url\" as the command gives it"),
                        new FieldMessage("/sealed_secrets", "must hold \"token_url\" as the command gives it"));
    }

    @Test
    void a_token_url_is_not_demanded_of_a_bearer_command_that_needs_none() {
        fixture.requireBoundDestinations = true;
        Secrets secrets = new Secrets(Map.of(Secrets.API_KEY, "k3y"));
        String sealed = fixture.secretBox.seal(KEY.recordKey(), new SealedSecrets(secrets, WEBHOOK, null).payload());

        fixture.handle(fixture.delivery("1", KEY.recordKey(), """
                {"webhook_url": "%s", "auth_type": "bearer", "sealed_secrets": "%s", "oauth2": {"token_url": "%s"}}""".formatted(WEBHOOK, sealed, TOKEN_URL)));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    private void assertThatNothingWasDialled() {
        assertThat(fixture.tokenRequests).isEmpty();
        assertThat(fixture.probes).isEmpty();
    }

    private void handle(String webhookUrl, String tokenUrl, String sealed) {
        handle(webhookUrl, tokenUrl, sealed, 60);
    }

    private void handle(String webhookUrl, String tokenUrl, String sealed, int expiresIn) {
        fixture.handle(fixture.delivery("1", KEY.recordKey(), """
                {"webhook_url": "%s", "auth_type": "oauth2", "sealed_secrets": "%s", "oauth2":
                 {"grant_type": "client_credentials", "client_id": "acme", "token_url": "%s", "expires_in": %d}}""".formatted(webhookUrl, sealed, tokenUrl, expiresIn)));
    }

    private String sealed(String webhookUrl, String tokenUrl) {
        return sealed(fixture.secretBox, webhookUrl, tokenUrl);
    }

    private static String sealed(SecretBox secretBox, String webhookUrl, String tokenUrl) {
        Secrets secrets = new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t"));
        return secretBox.seal(KEY.recordKey(), new SealedSecrets(secrets, webhookUrl, tokenUrl).payload());
    }
}
