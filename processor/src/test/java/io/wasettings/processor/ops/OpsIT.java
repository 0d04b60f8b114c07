package io.wasettings.processor.ops;

import static com.mongodb.client.model.Filters.eq;
import static io.wasettings.processor.ops.OpsClient.json;
import static io.wasettings.testkit.Replies.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import io.wasettings.processor.ProcessorHarness;
import io.wasettings.processor.kafka.Version;
import io.wasettings.testkit.ScriptedServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Listing and replaying over the operations port. */
class OpsIT {

    private static final AtomicInteger WEBHOOK_STATUS = new AtomicInteger();
    private static final ScriptedServer WEBHOOK =
            ScriptedServer.start(conversation -> reply(WEBHOOK_STATUS.get(), "").answer(conversation));
    private static final ProcessorHarness HARNESS = new ProcessorHarness();
    private static OpsClient ops;

    private final String id = UUID.randomUUID().toString();
    private final String partner = "acme" + id.substring(0, 8);
    private final String key = partner + "/transactional/default";

    @BeforeAll
    static void start() throws IOException {
        ops = OpsClient.of(HARNESS.start(
                "--wa.settings.processor.ops.tokens-file=" + OpsClient.tokensFile(),
                "--wa.settings.processor.ops.backlog-interval=200ms",
                "--wa.settings.processor.retry.max-replays=2",
                // One webhook fails for some tests and works for others.
                "--wa.settings.processor.http.circuit-breaker.enabled=false",
                "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:" + WEBHOOK.port()));
    }

    @AfterAll
    static void stop() {
        HARNESS.close();
        WEBHOOK.close();
    }

    @BeforeEach
    void the_webhook_is_down() {
        WEBHOOK_STATUS.set(503);
    }

    @Test
    void lists_failed_commands_with_cause_step_attempts_and_times() {
        fail(id);

        JsonNode failed = json(ops.get("/ops/failed?partner=" + partner)).path(0);

        assertThat(failed.path("command_id").asString()).isEqualTo(id);
        assertThat(failed.path("key").asString()).isEqualTo(key);
        assertThat(failed.path("state").asString()).isEqualTo("failed");
        assertThat(failed.path("code").asInt()).isEqualTo(2020);
        assertThat(failed.path("step").asString()).isEqualTo("probe");
        assertThat(failed.path("cause").asString()).contains("503");
        assertThat(failed.path("attempts").asInt()).isEqualTo(3);
        assertThat(failed.path("failed_at").asString())
                .isGreaterThan(failed.path("first_seen_at").asString());
    }

    @Test
    void lists_everything_without_parameters() {
        fail(id);

        assertThat(json(ops.get("/ops/failed")).findValuesAsString("command_id"))
                .contains(id);
    }

    @Test
    void a_dry_run_answers_with_exactly_what_would_go_and_sends_nothing() {
        fail(id);

        HttpResponse<String> dryRun = ops.post("/ops/replays", "{\"key\": \"%s\", \"dry_run\": true}".formatted(key));

        assertThat(dryRun.statusCode()).isEqualTo(200);
        assertThat(json(dryRun).findValuesAsString("command_id")).containsExactly(id);
        assertThat(json(ops.get("/ops/failed?key=" + key))
                        .path(0)
                        .path("replays")
                        .asInt())
                .isZero();
    }

    @Test
    void a_replayed_command_is_applied_with_its_id_and_version() {
        fail(id);
        WEBHOOK_STATUS.set(200);

        JsonNode replay = replay("{\"key\": \"%s\"}".formatted(key));

        assertThat(replay.path("state").asString()).isEqualTo("completed");
        assertThat(replay.path("sent").asInt()).isEqualTo(1);
        awaitState(id, State.APPLIED);
        Document settings =
                HARNESS.database().getCollection("settings").find(eq(key)).first();
        ConsumerRecord<byte[], byte[]> command =
                HARNESS.records(HARNESS.commands(), key).get(0);
        assertThat(settings).containsEntry("command_id", id);
        assertThat(settings.get("version", Document.class))
                .containsEntry("timestamp", command.timestamp())
                .containsEntry("offset", command.offset());
        assertThat(json(ops.get("/ops/failed?partner=" + partner))).isEmpty();
    }

    @Test
    void a_replay_never_replaces_what_is_newer() {
        fail(id);
        WEBHOOK_STATUS.set(200);
        String newer = UUID.randomUUID().toString();
        HARNESS.submitBearer(newer, key, url());
        assertThat(HARNESS.terminal(newer).state()).isEqualTo(State.APPLIED);

        replay("{\"ids\": [\"%s\"]}".formatted(id));

        awaitState(id, State.SUPERSEDED);
        assertThat(HARNESS.database().getCollection("settings").find(eq(key)).first())
                .containsEntry("command_id", newer);
    }

    @Test
    void replaying_what_was_applied_since_changes_nothing() {
        fail(id);
        WEBHOOK_STATUS.set(200);
        replay("{\"ids\": [\"%s\"]}".formatted(id));
        awaitState(id, State.APPLIED);
        int calls = WEBHOOK.requests().size();

        assertThat(replay("{\"ids\": [\"%s\"]}".formatted(id)).path("sent").asInt())
                .isEqualTo(1);

        await().untilAsserted(() -> assertThat(HARNESS.statuses())
                .filteredOn(status -> status.commandId().equals(id) && status.state() == State.APPLIED)
                .hasSize(2));
        assertThat(WEBHOOK.requests()).hasSize(calls);
    }

    @Test
    void what_fails_again_is_counted_and_parked_after_enough_replays() {
        fail(id);
        for (int replays = 1; replays <= 2; replays++) {
            replay("{\"key\": \"%s\"}".formatted(key));
            int expected = replays;
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(json(ops.get("/ops/failed?parked=true&key=" + key))
                                    .path(0)
                                    .path("replays")
                                    .asInt())
                            .isEqualTo(expected));
        }

        assertThat(json(ops.get("/ops/failed?key=" + key))).isEmpty();
        JsonNode parked = json(ops.get("/ops/failed?parked=true&key=" + key)).path(0);
        assertThat(parked.path("parked").asBoolean()).isTrue();
        assertThat(replay("{\"key\": \"%s\"}".formatted(key)).path("matched").asInt())
                .isZero();
        assertThat(replay("{\"key\": \"%s\", \"parked\": true}".formatted(key))
                        .path("matched")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_replay_keeps_the_bytes_and_headers_of_the_command() {
        fail(id);
        replay("{\"key\": \"%s\"}".formatted(key));

        ConsumerRecord<byte[], byte[]> command =
                HARNESS.records(HARNESS.commands(), key).get(0);
        ConsumerRecord<byte[], byte[]> replayed = HARNESS.records(HARNESS.retry(1), key).stream()
                .filter(record -> header(record, "wa_replays").equals("1"))
                .findFirst()
                .orElseThrow();
        assertThat(replayed.value()).isEqualTo(command.value());
        assertThat(replayed.partition()).isEqualTo(command.partition());
        assertThat(replayed.headers()).contains(command.headers().toArray());
        assertThat(header(replayed, "wa_version"))
                .isEqualTo(new Version(command.timestamp(), command.offset()).toString());
        assertThat(replayed.headers().lastHeader("wa_cause")).isNull();
    }

    @Test
    void two_replays_at_once_are_as_good_as_one() {
        fail(id);
        WEBHOOK_STATUS.set(200);
        String order = "{\"ids\": [\"%s\"]}".formatted(id);

        List<HttpResponse<String>> begun = List.of(ops.post("/ops/replays", order), ops.post("/ops/replays", order));

        begun.forEach(answer -> await().untilAsserted(() -> assertThat(
                        json(ops.get(answer.headers().firstValue("Location").orElseThrow()))
                                .path("state")
                                .asString())
                .isEqualTo("completed")));
        awaitState(id, State.APPLIED);
        assertThat(HARNESS.statuses().stream()
                        .filter(status -> status.commandId().equals(id) && status.terminal())
                        .map(Status::state))
                .containsOnly(State.FAILED, State.APPLIED);
    }

    @Test
    void every_replay_is_on_record_with_who_when_what_and_the_outcome() {
        fail(id);
        String replayId = replay("{\"key\": \"%s\", \"rate\": 5}".formatted(key))
                .path("id")
                .asString();

        Document record =
                HARNESS.database().getCollection("replays").find(eq(replayId)).first();

        assertThat(record)
                .containsEntry("requested_by", "ada")
                .containsEntry("rate", 5)
                .containsEntry("sent", 1)
                .containsEntry("state", "completed");
        assertThat(record.get("filter", Document.class)).containsEntry("key", key);
        assertThat(record.getDate("requested_at")).isBeforeOrEqualTo(record.getDate("finished_at"));
        assertThat(json(ops.get("/ops/replays?limit=100")).findValuesAsString("id"))
                .contains(replayId);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ops/failed?partnr=acme | Unknown parameter: partnr",
                "/ops/failed?code=many   | Correct code",
                "/ops/failed?since=today | Correct since",
                "/ops/failed?limit=0     | limit must be greater than 0",
            })
    void a_wrong_query_is_named(String path, String detail) {
        assertProblem(ops.get(path), 400, detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"partnr\": \"acme\"} | Unknown member: partnr",
                "{\"code\": \"many\"}   | Correct the member code",
                "{\"rate\": 0}          | rate must be 1 to 10000",
                "no json                | The body must be a JSON object",
            })
    void a_wrong_body_is_named(String body, String detail) {
        assertProblem(ops.post("/ops/replays", body), 400, detail);
    }

    @Test
    void nobody_gets_in_without_the_scope() {
        assertProblem(ops.withToken("").get("/ops/failed"), 401, "Send an access token");
        assertProblem(ops.withToken("nobody").get("/ops/failed"), 401, "Send an access token");
        assertProblem(ops.withToken(OpsClient.PARTNER_TOKEN).get("/ops/failed"), 403, "wa.settings.operate");
        assertProblem(ops.withToken("").post("/ops/replays", "{}"), 401, "Send an access token");
    }

    @Test
    void what_is_not_there_is_said() {
        assertProblem(ops.get("/ops/replays/none"), 404, "There is no such replay");
        assertThat(ops.post("/ops/failed", "{}").statusCode()).isEqualTo(405);
    }

    @Test
    void metrics_tell_how_much_there_is() {
        fail(id);

        await().untilAsserted(() -> assertThat(
                        ops.withToken("").get("/actuator/prometheus").body())
                .containsPattern("wa_settings_dead_letters [1-9]")
                .containsPattern("wa_settings_retry_depth\\{tier=\"1\"} ")
                .contains("wa_settings_commands_lag ")
                .contains("wa_settings_commands_in_flight ")
                .contains("wa_settings_commands_waiting ")
                .contains("wa_settings_commands_oldest_age_seconds ")
                .containsPattern("wa_settings_commands_total\\{code=\"2020\",state=\"failed\"} [1-9]")
                .containsPattern("wa_settings_probe_seconds_count\\{outcome=\"unavailable\"} [1-9]")
                .contains("mongodb_driver_commands_seconds_count"));
    }

    @Test
    void the_console_is_served_with_a_policy_that_lets_nothing_foreign_in() {
        HttpResponse<String> page = ops.withToken("").get("/console/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>Failed commands</h1>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'");
        assertThat(ops.withToken("").get("/console/console.js").statusCode()).isEqualTo(200);
        assertThat(ops.withToken("").get("/").headers().firstValue("Location").orElseThrow())
                .endsWith("/console/");
    }

    private JsonNode replay(String order) {
        HttpResponse<String> begun = ops.post("/ops/replays", order);
        assertThat(begun.statusCode()).isEqualTo(202);
        String location = begun.headers().firstValue("Location").orElseThrow();
        return await().until(
                        () -> json(ops.get(location)),
                        replay -> !replay.path("state").asString().equals("running"));
    }

    private void fail(String command) {
        HARNESS.submitBearer(command, key, url());
        assertThat(HARNESS.terminal(command).state()).isEqualTo(State.FAILED);
        await().untilAsserted(
                        () -> assertThat(json(ops.get("/ops/failed?key=" + key)).findValuesAsString("command_id"))
                                .contains(command));
    }

    private static void awaitState(String command, State state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(last(command)).isEqualTo(state));
    }

    private static State last(String command) {
        List<Status> statuses = HARNESS.statuses().stream()
                .filter(status -> status.commandId().equals(command))
                .toList();
        return statuses.get(statuses.size() - 1).state();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json(answer).path("detail").asString()).contains(detail);
    }

    private static String url() {
        return "http://127.0.0.1:" + WEBHOOK.port() + "/hook";
    }
}
