package io.wasettings.processor;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.testkit.ScriptedServer;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProcessorIT {

    private static final ScriptedServer WEBHOOK = ScriptedServer.start(reply(200, ""));
    private static final ScriptedServer BROKEN = ScriptedServer.start(reply(503, ""));
    private static final ScriptedServer TOKENS = ScriptedServer.start(
            reply(200, "{\"access_token\": \"t0k3n-value\", \"token_type\": \"Bearer\", \"expires_in\": 3600}"));
    private static final ProcessorHarness HARNESS = new ProcessorHarness();

    private final String id = UUID.randomUUID().toString();
    private final String key = "acme" + id.substring(0, 8) + "/transactional/+14155552671";

    @BeforeAll
    static void start() {
        HARNESS.start("--wa.settings.processor.urls.trusted-hosts=127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d"
                .formatted(WEBHOOK.port(), BROKEN.port(), TOKENS.port()));
    }

    @AfterAll
    static void close() {
        HARNESS.close();
        WEBHOOK.close();
        BROKEN.close();
        TOKENS.close();
    }

    @Test
    void a_bearer_command_is_applied_and_projected() {
        HARNESS.submitBearer(id, key, url(WEBHOOK));

        assertThat(HARNESS.terminal(id).state()).isEqualTo(State.APPLIED);
        Document settings =
                HARNESS.database().getCollection("settings").find(eq(key)).first();
        assertThat(settings).containsEntry("webhook_url", url(WEBHOOK)).containsEntry("command_id", id);
        assertThat(settings.toJson()).doesNotContain(CommandClient.API_KEY + id);
        await().untilAsserted(() -> assertThat(HARNESS.database()
                        .getCollection("commands")
                        .find(and(eq("/test " + id), eq("status.state", "applied")))
                        .first())
                .isNotNull());
    }

    @Test
    void an_oauth2_command_gets_a_token_and_is_applied() {
        HARNESS.submit(
                id,
                key,
                """
                "webhook_url": "%s", "from": "+14155552671", "auth_type": "oauth2", "oauth2": {"grant_type":
                "client_credentials", "token_url": "%s", "client_id": "c", "expires_in": 60}""".formatted(url(WEBHOOK), url(TOKENS)),
                new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t")));

        assertThat(HARNESS.terminal(id).state()).isEqualTo(State.APPLIED);
        Document settings =
                HARNESS.database().getCollection("settings").find(eq(key)).first();
        assertThat(settings.toJson()).doesNotContain("s3cr3t", "t0k3n-value");
        assertThat(settings.getDate("token_expires_at")).isNotNull();
        assertThat(settings.get("renewal", Document.class)).containsEntry("state", "scheduled");
    }

    @Test
    void a_command_that_stays_without_success_goes_through_the_retry_topics_to_the_dead_letter_topic() {
        HARNESS.submitBearer(id, key, url(BROKEN));

        Status status = HARNESS.terminal(id);

        assertThat(status.state()).isEqualTo(State.FAILED);
        assertThat(status.code()).isEqualTo(2020);
        assertThat(status.attempt()).isEqualTo(3);
        assertThat(HARNESS.statuses())
                .filteredOn(each -> each.commandId().equals(id))
                .extracting(Status::state)
                .containsExactly(State.RETRYING, State.RETRYING, State.FAILED);
    }

    @Test
    void garbage_gets_a_failed_status_and_the_next_command_is_processed() {
        String next = UUID.randomUUID().toString();
        HARNESS.send(id, key, "no json");
        HARNESS.submitBearer(next, key, url(WEBHOOK));

        assertThat(HARNESS.terminal(id).code()).isEqualTo(2010);
        assertThat(HARNESS.terminal(id).state()).isEqualTo(State.FAILED);
        assertThat(HARNESS.terminal(next).state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_url_against_the_policy_is_rejected_with_2020() {
        HARNESS.submitBearer(id, key, "https://169.254.169.254/latest");

        assertThat(HARNESS.terminal(id).code()).isEqualTo(2020);
        assertThat(HARNESS.terminal(id).errors())
                .extracting(FieldMessage::field)
                .containsExactly("/webhook_url");
    }

    private static String url(ScriptedServer server) {
        return "http://127.0.0.1:" + server.port() + "/hook";
    }
}
