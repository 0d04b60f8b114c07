package io.wasettings.processor.cli;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.text.Json;
import io.wasettings.processor.ProcessorHarness;
import io.wasettings.testkit.ScriptedServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code failed} and {@code replay} beside a processor that serves. */
@Tag("once")
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
        assertThat(failed.path("id").asString()).isEqualTo(id);
        assertThat(failed.path("key").asString()).isEqualTo(key);
        assertThat(failed.path("code").asInt()).isEqualTo(2020);
        assertThat(failed.path("step").asString()).isEqualTo("probe");
        assertThat(failed.path("attempt").asInt()).isEqualTo(3);
    }

    @Test
    void lists_commands_with_their_attempts_for_programs() {
        fail(id);

        assertThat(run("commands", "--json", "--partner", partner)).isZero();

        JsonNode command = Json.mapper().readTree(terminal.out());
        assertThat(command.path("id").asString()).isEqualTo(id);
        assertThat(command.path("attempts").findValuesAsString("outcome"))
                .containsExactly("retrying", "retrying", "failed");
    }

    @Test
    void lists_what_failed_for_people() {
        fail(id);

        run("failed", "--partner", partner);

        assertThat(terminal.out().lines()).hasSize(2);
        assertThat(terminal.out()).contains("SINCE", id, key, "2020", "probe");
    }

    @Test
    void a_dry_run_with_a_limit_says_that_it_counted_no_further() {
        fail(id);

        assertThat(run("replay", "--dry-run", "--key", key, "--limit", "1")).isZero();

        assertThat(terminal.err()).contains("1 matched up to the limit, 1 would be sent");
    }

    @Test
    void a_dry_run_shows_what_would_go_and_does_nothing() {
        fail(id);

        assertThat(run("replay", "--dry-run", "--json", "--key", key)).isZero();

        assertThat(Json.mapper().readTree(terminal.out()).path("id").asString()).isEqualTo(id);
        assertThat(terminal.err()).contains("1 matched, 1 would be sent");
        assertThat(HARNESS.database().getCollection("replays").find())
                .noneMatch(replay -> replay.toJson().contains(key));
    }

    @Test
    void one_command_is_shown_with_its_attempts() {
        fail(id);

        assertThat(run("commands", "--id", id)).isZero();

        assertThat(terminal.out()).contains(id, "attempt 1 of round 0: retrying in step probe", "dead letter:");
        assertThat(run("commands", "--id", "nobody")).isEqualTo(1);
    }

    @Test
    void an_id_of_several_sources_is_shown_with_them_and_replayed_for_one() {
        fail(id);
        MongoCollection<Document> commands = HARNESS.database().getCollection("commands");
        Document first =
                Objects.requireNonNull(commands.find(eq("command_id", id)).first());
        commands.insertOne(new Document(first).append("_id", "/other " + id).append("source", "/other"));
        String source = first.getString("source");

        run("commands", "--id", id, "--source", source);
        run("replay", "--dry-run", "--id", id, "--source", source);

        assertThat(terminal.out()).contains("source: " + source, "the same id from: /other (--source shows it)");
        assertThat(terminal.err()).contains("1 matched");
    }

    @Test
    void commands_of_any_state_are_listed() {
        fail(id);

        run("commands", "--state", "applied,failed", "--partner", partner, "--json");

        assertThat(terminal.out()).hasLineCount(1).contains(id);
    }

    @Test
    void an_unknown_id_is_said() {
        assertThat(run("replay", "--id", "nobody", "--dry-run")).isEqualTo(1);

        assertThat(terminal.err()).contains("replay: no command has the id nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay --dry-run", "commands"})
    void an_id_that_another_source_has_is_said_to_be_unknown_of_this_one(String command) {
        fail(id);
        List<String> all = new ArrayList<>(List.of(command.split(" ")));
        all.addAll(List.of("--id", id, "--source", "/other"));

        assertThat(run(all.toArray(String[]::new))).isEqualTo(1);

        assertThat(terminal.err())
                .contains(": no command has the id " + id
                        + " and the source /other; without --source it is looked for among all");
    }

    @Test
    void replays_are_listed_with_what_became_of_them_and_cancelled() {
        fail(id);
        run("replay", "--id", id, "--reason", "it is back");
        String replay = terminal.out().lines().findFirst().orElseThrow().replaceAll("replay (\\S+):.*", "$1");

        assertThat(run("replays", "--id", replay)).isZero();
        assertThat(terminal.out()).contains("it is back", "1 sent", "under way");
        assertThat(run("replays", "--id", replay, "--cancel")).isZero();
        assertThat(run("replays", "--id", "nobody")).isEqualTo(1);
    }

    @Test
    void a_replayed_command_is_applied_once_its_cause_is_gone() {
        fail(id);
        WEBHOOK_STATUS.set(200);

        assertThat(run("replay", "--id", id, "--operator", "ada")).isZero();

        assertThat(terminal.out()).contains("1 matched", "completed, 1 matched, 1 sent, 0 skipped");
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
        int status = run("replay", "--all", "--spring.kafka.bootstrap-servers=127.0.0.1:1");

        assertThat(status).isEqualTo(2);
        assertThat(terminal.err())
                .hasLineCount(1)
                .contains("replay: the broker at 127.0.0.1:1 does not answer", "--spring.kafka.bootstrap-servers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "commands", "commands --id a", "replay --all --dry-run", "replays", "keys usage"})
    void a_store_that_is_away_is_said_in_one_line_without_its_password(String arguments) {
        List<String> all = new ArrayList<>(List.of(arguments.split(" ")));
        all.add("--spring.mongodb.uri=mongodb://user:pass@127.0.0.1:1");
        all.add("--wa.settings.mongodb.server-selection-timeout=500ms");

        assertThat(terminal.run(all.toArray(String[]::new))).isEqualTo(2);

        assertThat(terminal.err())
                .hasLineCount(1)
                .contains("the store at 127.0.0.1:1 does not answer")
                .doesNotContain("pass");
    }

    @Test
    void a_mistake_in_an_address_is_said_in_one_line_without_the_password() {
        assertThat(terminal.run("failed", "--spring.mongodb.uri=mongo:/user:s3cr3t@store"))
                .isEqualTo(2);
        assertThat(run("replay", "--all", "--spring.kafka.bootstrap-servers=nowhere"))
                .isEqualTo(2);

        assertThat(terminal.err().lines())
                .hasSize(2)
                .noneMatch(line -> line.contains("s3cr3t"))
                .anyMatch(line -> line.startsWith("failed: spring.mongodb.uri is no connection string"))
                .anyMatch(line -> line.startsWith("replay: spring.kafka.bootstrap-servers must be a list"));
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
        HARNESS.arguments().stream()
                .filter(property -> !isNamed(property, arguments))
                .forEach(all::add);
        return terminal.run(all.toArray(String[]::new));
    }

    private static boolean isNamed(String property, String... arguments) {
        String name = property.substring(0, property.indexOf('=') + 1);
        return Arrays.stream(arguments).anyMatch(argument -> argument.startsWith(name));
    }
}
