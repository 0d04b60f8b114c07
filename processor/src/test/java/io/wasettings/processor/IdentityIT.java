package io.wasettings.processor;

import static com.mongodb.client.model.Filters.eq;
import static io.wasettings.testkit.Replies.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CloudEvent.Context;
import io.wasettings.common.event.CloudEvent.Extensions;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.service.kafka.Records;
import io.wasettings.testkit.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What internal producers see who use an id twice, or an id that another producer uses. */
class IdentityIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ScriptedServer WEBHOOK = ScriptedServer.start(reply(200, ""));
    private static final ProcessorHarness HARNESS = new ProcessorHarness();

    private final String id = UUID.randomUUID().toString();
    private final String acme = "acme" + id.substring(0, 8) + "/transactional/default";
    private final String beta = "beta" + id.substring(0, 8) + "/transactional/default";

    @BeforeAll
    static void start() {
        HARNESS.start("--wa.settings.processor.urls.trusted-hosts=127.0.0.1:" + WEBHOOK.port());
    }

    @AfterAll
    static void close() {
        HARNESS.close();
        WEBHOOK.close();
    }

    @Test
    void the_same_id_with_another_webhook_is_told_so_and_changes_nothing() {
        HARNESS.submitBearer(id, acme, url("/first"));
        awaitStates(State.APPLIED);

        HARNESS.submitBearer(id, acme, url("/second"));

        awaitStates(State.APPLIED, State.REJECTED);
        assertThat(told().get(1).errors().get(0).message()).contains("send a new id");
        assertThat(stored("/test " + id)).isEqualTo("applied");
        assertThat(HARNESS.database().getCollection("settings").find(eq(acme)).first())
                .containsEntry("webhook_url", url("/first"));
    }

    @Test
    void two_sources_with_the_same_id_have_a_command_each() {
        HARNESS.submitBearer(id, acme, url("/acme"));
        awaitStates(State.APPLIED);

        submitFrom("/elsewhere", beta, url("/beta"));

        awaitStates(State.APPLIED, State.APPLIED);
        assertThat(told()).extracting(Status::source).containsExactly("/test", "/elsewhere");
        assertThat(document("/test " + id)).containsEntry("partner", partner(acme));
        assertThat(document("/elsewhere " + id)).containsEntry("partner", partner(beta));
    }

    @Test
    void another_partners_key_under_a_used_name_does_not_hide_the_first() {
        HARNESS.submitBearer(id, acme, url("/acme"));
        awaitStates(State.APPLIED);

        HARNESS.submitBearer(id, beta, url("/beta"));

        awaitStates(State.APPLIED, State.REJECTED);
        assertThat(document("/test " + id)).containsEntry("partner", partner(acme));
        assertThat(stored("/test " + id)).isEqualTo("applied");
        assertThat(HARNESS.database().getCollection("settings").find(eq(beta)).first())
                .isNull();
    }

    private static void submit(CloudEvent event, String key) {
        HARNESS.send(Records.write(HARNESS.commands(), key.getBytes(UTF_8), event));
    }

    private void submitFrom(String source, String key, String webhookUrl) {
        String sealed = HARNESS.secretBox().seal(key, new Secrets(Map.of(Secrets.API_KEY, "k3y")));
        byte[] value = """
                {"webhook_url": "%s", "auth_type": "bearer", "sealed_secrets": "%s"}""".formatted(webhookUrl, sealed).getBytes(UTF_8);
        submit(
                new CloudEvent(
                        new Context(id, source, CloudEvent.COMMAND_TYPE, null),
                        new Extensions(partner(key), "transactional", null, null),
                        value),
                key);
    }

    private void awaitStates(State... states) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(told()).extracting(Status::state).containsExactly(states));
    }

    /** The terminal statuses of that id, in the order in which they came. */
    private List<Status> told() {
        return HARNESS.statuses().stream()
                .filter(status -> status.commandId().equals(id) && status.terminal())
                .toList();
    }

    private static Document document(String identity) {
        return Objects.requireNonNull(
                HARNESS.database().getCollection("commands").find(eq(identity)).first());
    }

    private static String stored(String identity) {
        return document(identity).getEmbedded(List.of("status", "state"), "none");
    }

    private static String partner(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + WEBHOOK.port() + path;
    }
}
