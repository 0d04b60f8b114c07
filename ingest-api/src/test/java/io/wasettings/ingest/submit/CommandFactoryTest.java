package io.wasettings.ingest.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.seal.Unsealed;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.settings.SettingsJson;
import io.wasettings.common.settings.SettingsJson.Decoded;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.common.settings.UserInfo;
import io.wasettings.common.text.Json;
import io.wasettings.ingest.result.Result;
import io.wasettings.ingest.result.Result.Done;
import io.wasettings.ingest.result.Result.Refused;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.TestKeys;
import io.wasettings.service.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommandFactoryTest {

    private final CommandFactory factory = new CommandFactory(TestKeys.privateBox());

    @Test
    void what_is_published_is_a_command_that_reads_without_warnings() {
        SealedCommand command = done(command(Bodies.oauth2("applied", "+14155552671")));

        assertThat(SettingsJson.readCommand(command.value())).isInstanceOfSatisfying(Decoded.class, decoded -> {
            assertThat(decoded.warnings()).isEmpty();
            assertThat(decoded.settings().clearSecrets()).isEmpty();
            assertThat(decoded.sealedSecrets()).isNotNull();
        });
    }

    @Test
    void members_of_the_other_kind_of_credentials_are_not_published() {
        SealedCommand command = done(command("""
                {"webhook_url": "https://a.example", "auth_type": "bearer", "api_key": "k",
                 "oauth2": {"client_id": "c", "client_secret": "s"}}"""));

        assertThat(Json.mapper().readTree(command.value()).propertyNames())
                .containsExactly("webhook_url", "auth_type", "sealed_secrets");
        assertThat(command.warnings()).hasSize(1);
    }

    @Test
    void the_warnings_that_travel_along_are_bounded() {
        String unknown = IntStream.range(0, 60)
                .mapToObj(i -> "\"unknown_" + i + "\": " + i)
                .collect(Collectors.joining(", "));

        SealedCommand command = done(command(Bodies.bearer("applied").replace("{", "{" + unknown + ", ")));

        assertThat(command.warnings()).hasSize(21);
        assertThat(command.event("id", Instant.EPOCH).warnings()).hasSizeLessThan(4096);
    }

    @Test
    void what_does_not_decode_is_refused_with_2010_and_the_members_of_a_wrong_type() {
        Refused<SealedCommand> refused = refused(command("{\"webhook_url\": 1}"));

        assertThat(refused.problem().type()).isEqualTo(ProblemType.UNDECODABLE);
        assertThat(refused.problem().errors()).extracting("field").containsExactly("/webhook_url");
    }

    @Test
    void what_breaks_rules_is_refused_with_2011_and_all_violations() {
        Refused<SealedCommand> refused = refused(command("{\"auth_type\": \"bearer\"}"));

        assertThat(refused.problem().type()).isEqualTo(ProblemType.INVALID);
        assertThat(refused.problem().errors()).extracting("field").isEqualTo(List.of("/api_key", "/webhook_url"));
    }

    @Test
    void a_webhook_url_with_user_info_is_refused_with_2020_and_not_published() {
        Refused<SealedCommand> refused =
                refused(command(Bodies.bearer("applied").replace("https://", "https://user:pa55w0rd@")));

        assertThat(refused.problem().type()).isEqualTo(ProblemType.WEBHOOK_URL);
        assertThat(refused.problem().errors()).containsExactly(new FieldMessage("/webhook_url", UserInfo.CORRECTION));
        assertThat(refused.toString()).doesNotContain("pa55w0rd");
    }

    @Test
    void a_token_url_with_user_info_is_refused_with_2011_and_not_published() {
        Refused<SealedCommand> refused = refused(command("""
                {"webhook_url": "https://a.example", "auth_type": "oauth2",
                 "oauth2": {"grant_type": "client_credentials", "token_url": "https://u:p@b.example/token",
                            "client_id": "c", "client_secret": "s", "expires_in": 60}}"""));

        assertThat(refused.problem().type()).isEqualTo(ProblemType.INVALID);
        assertThat(refused.problem().errors()).extracting("field").containsExactly("/oauth2/token_url");
    }

    @Test
    void a_token_url_with_user_info_is_reported_together_with_the_other_violations() {
        Refused<SealedCommand> refused = refused(command("""
                {"webhook_url": "https://u:p@a.example", "auth_type": "oauth2",
                 "oauth2": {"grant_type": "client_credentials", "token_url": "https://u:p@b.example/token",
                            "client_id": "c", "client_secret": "s", "expires_in": 0}}"""));

        assertThat(refused.problem().type()).isEqualTo(ProblemType.INVALID);
        assertThat(refused.problem().errors())
                .extracting("field")
                .containsExactly("/oauth2/expires_in", "/oauth2/token_url");
    }

    @Test
    void the_token_url_of_a_client_that_is_ignored_is_no_violation() {
        Refused<SealedCommand> refused =
                refused(command("{\"auth_type\": \"bearer\", \"oauth2\": {\"token_url\": \"https://u:p@b.example\"}}"));

        assertThat(refused.problem().errors()).extracting("field").containsExactly("/api_key", "/webhook_url");
    }

    @Test
    void the_secrets_are_sealed_together_with_their_destinations() {
        SealedCommand command = done(command("""
                {"webhook_url": "https://a.example", "auth_type": "oauth2",
                 "oauth2": {"grant_type": "client_credentials", "token_url": "https://b.example/token",
                            "client_id": "c", "client_secret": "s3cr3t", "expires_in": 60}}"""));

        String sealed =
                Json.mapper().readTree(command.value()).get("sealed_secrets").stringValue();
        assertThat(TestKeys.privateBox().open(command.key().recordKey(), sealed))
                .isEqualTo(new Unsealed.Opened<>(new Secrets(Map.of(
                        Secrets.CLIENT_SECRET,
                        "s3cr3t",
                        "webhook_url",
                        "https://a.example",
                        "token_url",
                        "https://b.example/token"))));
    }

    private Result<SealedCommand> command(String json) {
        return factory.command(new Submission(
                "acme",
                Channel.TRANSACTIONAL,
                json.getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                Preference.of(List.of()),
                null));
    }

    private static SealedCommand done(Result<SealedCommand> outcome) {
        return ((Done<SealedCommand>) outcome).value();
    }

    private static Refused<SealedCommand> refused(Result<SealedCommand> outcome) {
        return (Refused<SealedCommand>) outcome;
    }
}
