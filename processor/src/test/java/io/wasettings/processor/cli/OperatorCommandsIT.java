package io.wasettings.processor.cli;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.Json;
import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import io.wasettings.processor.ProcessorHarness;
import io.wasettings.testkit.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code failed} and {@code replay} beside a processor that serves. */
class OperatorCommandsIT {

    private static final AtomicInteger WEBHOOK_STATUS = new AtomicInteger();
    private static final ScriptedServer WEBHOOK =
            ScriptedServer.start(conversation -> reply(WEBHOOK_STATUS.get(), "").answer(conversation));
    private static final ProcessorHarness HARNESS = new ProcessorHarness();

    private final String id = UUID.randomUUID().toString();
    private final String partner = "acme" + id.substring(0, 8);
    private final String key = partner + "/transactional/default";
    private final Terminal terminal = new Terminal();

    @BeforeAll
    static void start() {
        HARNESS.start(
                // One webhook fails for some tests and works for others.
                "--wa.settings.processor.http.circuit-breaker.enabled=false",
                "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:" + WEBHOOK.port());
    }

    @AfterAll
    static void stop() {
        HARNESS.close();
        WEBHOOK.close();
    }

    @Test
    void lists_what_failed_for_programs() {
        fail(id);

        assertThat(run("failed", "--json", "--partner", partner)).isZero();

        JsonNode failed = Json.mapper().readTree(terminal.out());
        assertThat(failed.path("command_id").asString()).isEqualTo(id);
        assertThat(failed.path("key").asString()).isEqualTo(key);
        assertThat(failed.path("code").asInt()).isEqualTo(2020);
        assertThat(failed.path("step").asString()).isEqualTo("probe");
        assertThat(failed.path("attempts").asInt()).isEqualTo(3);
    }

    @Test
    void lists_what_failed_for_people() {
        fail(id);

        run("failed", "--partner", partner);

        assertThat(terminal.out().lines()).hasSize(2);
        assertThat(terminal.out()).contains("FAILED AT", id, key, "2020", "probe");
    }

    @Test
    void a_dry_run_shows_what_would_go_and_does_nothing() {
        fail(id);

        assertThat(run("replay", "--dry-run", "--json", "--key", key)).isZero();

        assertThat(terminal.out()).contains(id);
        run("failed", "--json", "--key", key);
        assertThat(Json.mapper()
                        .readTree(terminal.out().lines().skip(1).findFirst().orElseThrow())
                        .path("replays")
                        .asInt())
                .isZero();
    }

    @Test
    void a_replayed_command_is_applied_once_its_cause_is_gone() {
        fail(id);
        WEBHOOK_STATUS.set(200);

        assertThat(run("replay", "--id", id, "--operator", "ada")).isZero();

        assertThat(terminal.out()).contains("1 matched", "completed, 1 sent, 0 skipped");
        await().untilAsserted(() -> assertThat(HARNESS.statuses())
                .filteredOn(status -> status.commandId().equals(id))
                .last()
                .extracting(Status::state)
                .isEqualTo(State.APPLIED));
        assertThat(HARNESS.database().getCollection("replays").find())
                .anySatisfy(replay -> assertThat(replay.toJson()).contains("ada", id));
    }

    @Test
    void a_broker_that_is_away_is_said_in_one_line() {
        int status = terminal.run(
                "failed",
                "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                "--spring.kafka.consumer.properties.default.api.timeout.ms=500");

        assertThat(status).isEqualTo(2);
        assertThat(terminal.err())
                .hasLineCount(1)
                .contains("failed: the broker does not answer", "--spring.kafka.bootstrap-servers");
    }

    private void fail(String command) {
        WEBHOOK_STATUS.set(503);
        HARNESS.submitBearer(command, key, "http://127.0.0.1:" + WEBHOOK.port() + "/hook");
        assertThat(HARNESS.terminal(command).state()).isEqualTo(State.FAILED);
        await().untilAsserted(() -> assertThat(HARNESS.database()
                        .getCollection("commands")
                        .find(and(eq("/test " + command), eq("status.state", "failed")))
                        .first())
                .isNotNull());
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(HARNESS.arguments());
        return terminal.run(all.toArray(String[]::new));
    }
}
