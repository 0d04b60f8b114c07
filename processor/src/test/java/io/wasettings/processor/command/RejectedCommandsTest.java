package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.KEY;
import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.probe.ProbeResult;
import io.wasettings.processor.token.TokenResult;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Commands that must be corrected. */
class RejectedCommandsTest {

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    @Test
    void a_body_that_breaks_rules_is_rejected_with_2011_and_every_violation() {
        fixture.handle(fixture.delivery("1", KEY.recordKey(), "{\"auth_type\": \"oauth2\"}"));

        Status status = fixture.lastStatus();
        assertThat(status.state()).isEqualTo(State.REJECTED);
        assertThat(status.code()).isEqualTo(2011);
        assertThat(status.message()).isEqualTo("The settings request body failed validation.");
        assertThat(status.errors()).extracting(FieldMessage::field).containsExactly("/oauth2", "/webhook_url");
        assertThat(fixture.sent(TOPICS.deadLetter())).isEmpty();
    }

    @Test
    void a_webhook_url_against_the_policy_is_rejected_with_2020() {
        fixture.handle(fixture.bearerTo("http://hooks.example.com/"));

        assertThat(fixture.lastStatus().code()).isEqualTo(2020);
        assertThat(fixture.lastStatus().errors())
                .extracting(FieldMessage::field)
                .containsExactly("/webhook_url");
        assertThat(fixture.probes).isEmpty();
    }

    @Test
    void a_token_url_against_the_policy_is_rejected_with_2011() {
        fixture.handle(fixture.oauth2To("https://hooks.example.com/", "https://127.0.0.1/token"));

        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors())
                .extracting(FieldMessage::field)
                .containsExactly("/oauth2/token_url");
        assertThat(fixture.tokenRequests).isEmpty();
    }

    @Test
    void both_urls_against_the_policy_are_named_at_once() {
        fixture.handle(fixture.oauth2To("http://hooks.example.com/", "https://127.0.0.1/token"));

        assertThat(fixture.lastStatus().code()).isEqualTo(2020);
        assertThat(fixture.lastStatus().errors())
                .extracting(FieldMessage::field)
                .containsExactly("/webhook_url", "/oauth2/token_url");
    }

    @Test
    void credentials_that_the_token_endpoint_refuses_are_rejected_with_2011() {
        fixture.tokenEndpoint = () ->
                new TokenResult.Refused(new FieldMessage("/oauth2/client_secret", "was refused (invalid_client)"));

        fixture.handle(fixture.oauth2("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.REJECTED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.probes).isEmpty();
        assertThat(fixture.store.find(KEY)).isEmpty();
    }

    @Test
    void a_webhook_that_refuses_the_call_is_rejected_with_2020() {
        fixture.webhook = () -> new ProbeResult.Refused("must answer with 200, not 404");

        fixture.handle(fixture.bearer("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.REJECTED);
        assertThat(fixture.lastStatus().errors())
                .containsExactly(new FieldMessage("/webhook_url", "must answer with 200, not 404"));
    }

    @Test
    void secrets_in_the_clear_are_refused_by_name_unless_allowed() {
        String clear =
                "{\"webhook_url\": \"https://hooks.example.com/\", \"auth_type\": \"bearer\", \"api_key\": \"k3y\"}";

        fixture.handle(fixture.delivery("1", KEY.recordKey(), clear));
        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors())
                .containsExactly(new FieldMessage(
                        "/api_key", "must not be in the clear; seal it in sealed_secrets, under a new id"));

        fixture.acceptClearSecrets = true;
        fixture.handle(fixture.delivery("2", KEY.recordKey(), clear));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void secrets_in_the_clear_are_named_together_with_all_other_violations() {
        fixture.handle(fixture.delivery("1", KEY.recordKey(), "{\"auth_type\": \"bearer\", \"api_key\": \"k3y\"}"));

        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors())
                .extracting(FieldMessage::field)
                .containsExactly("/api_key", "/webhook_url");
    }

    @Test
    void what_is_sealed_beside_a_secret_in_the_clear_is_not_called_missing() {
        fixture.handle(fixture.command(
                "1",
                "\"auth_type\": \"bearer\", \"oauth2\": {\"client_secret\": \"s\"}",
                new Secrets(Map.of(Secrets.API_KEY, "k3y"))));

        assertThat(fixture.lastStatus().errors())
                .extracting(FieldMessage::field)
                .containsExactly("/oauth2/client_secret");
    }

    @Test
    void a_secret_that_is_missing_is_missed_where_it_must_be_sealed() {
        String without = """
                {"webhook_url": "https://hooks.example.com/", "auth_type": "bearer"}""";

        fixture.handle(fixture.delivery("1", KEY.recordKey(), without));

        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
        assertThat(fixture.lastStatus().errors())
                .containsExactly(new FieldMessage("/sealed_secrets", "is missing; it must hold \"api_key\""));
    }

    @Test
    void sealed_secrets_without_the_secret_that_is_needed_are_rejected() {
        fixture.handle(fixture.command("1", "\"auth_type\": \"bearer\"", new Secrets(Map.of())));

        assertThat(fixture.lastStatus().errors())
                .containsExactly(new FieldMessage("/sealed_secrets", "must hold \"api_key\""));
    }
}
