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
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    void lists_commands_with_cause_step_host_attempts_and_times() {
        fail(id);

        JsonNode failed = json(ops.get("/ops/commands?partner=" + partner)).at("/items/0");

        assertThat(failed.path("id").asString()).isEqualTo(id);
        assertThat(failed.path("key").asString()).isEqualTo(key);
        assertThat(failed.path("state").asString()).isEqualTo("failed");
        assertThat(failed.path("code").asInt()).isEqualTo(2020);
        assertThat(failed.path("step").asString()).isEqualTo("probe");
        assertThat(failed.path("host").asString()).isEqualTo("127.0.0.1:" + WEBHOOK.port());
        assertThat(failed.path("cause").asString()).contains("503");
        assertThat(failed.path("attempt").asInt()).isEqualTo(3);
        assertThat(failed.path("replayable").asBoolean()).isTrue();
    }

    @Test
    void shows_every_attempt_of_one_command_and_where_it_lies() {
        fail(id);

        JsonNode command = json(ops.get("/ops/commands/" + id + "?source=/test"));

        assertThat(command.path("attempts").findValuesAsString("outcome"))
                .containsExactly("retrying", "retrying", "failed");
        assertThat(command.path("errors").findValuesAsString("field")).containsExactly("/webhook_url");
        assertThat(command.at("/dead_letter/offset").isIntegralNumber()).isTrue();
        assertThat(command.at("/first_seen/at").asString()).isNotBlank();
        assertThat(command.toString()).doesNotContain("secret", "api_key", "sealed");
    }

    @Test
    void pages_hold_together_whatever_comes_meanwhile() {
        WEBHOOK_STATUS.set(200);
        List<String> ids = IntStream.range(0, 5).mapToObj(i -> apply()).toList();

        JsonNode first = json(ops.get("/ops/commands?limit=2&partner=" + partner));
        String newer = apply();
        JsonNode second = json(ops.get("/ops/commands?limit=3&partner=" + partner + "&cursor="
                + first.path("next").asString()));

        assertThat(first.path("total").asInt()).isEqualTo(5);
        assertThat(Stream.of(first, second).flatMap(page -> page.path("items").findValuesAsString("id").stream()))
                .containsExactlyInAnyOrderElementsOf(ids)
                .doesNotContain(newer);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(json(ops.get("/ops/commands?order=oldest&limit=1&partner=" + partner))
                        .at("/items/0/id")
                        .asString())
                .isEqualTo(ids.get(0));
    }

    @Test
    void filters_narrow_together() {
        fail(id);
        String all = "/ops/commands?state=failed,rejected&partner=" + partner + "&key=" + key
                + "&code=2020&step=probe&host=127.0.0.1:" + WEBHOOK.port()
                + "&since=2020-01-01T00:00:00Z&until=2100-01-01T00:00:00Z&parked=false";

        assertThat(json(ops.get(all)).path("total").asInt()).isEqualTo(1);
        assertThat(json(ops.get(all.replace("step=probe", "step=token")))
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void groups_are_counted() {
        fail(id);

        JsonNode group = json(ops.get("/ops/summary?by=code&state=failed&partner=" + partner))
                .at("/groups/0");

        assertThat(group.path("value").asString()).isEqualTo("2020");
        assertThat(group.path("count").asInt()).isEqualTo(1);
        assertThat(group.path("oldest").asString()).isNotBlank();
    }

    @Test
    void the_overview_tells_what_fails_and_what_waits() {
        fail(id);

        JsonNode overview = await().until(
                        () -> json(ops.get("/ops/overview")),
                        read -> read.path("broker_up").asBoolean());

        assertThat(overview.at("/states/failed").asInt()).isPositive();
        assertThat(overview.path("failing_partners")).isNotEmpty();
        assertThat(overview.path("failing_hosts").findValuesAsString("value")).contains("127.0.0.1:" + WEBHOOK.port());
        assertThat(overview.path("store_up").asBoolean()).isTrue();
        assertThat(overview.path("lag").isIntegralNumber()).isTrue();
    }

    @Test
    void what_is_parked_is_left_out_of_replays_by_filter_until_it_is_let_in_again() {
        fail(id);

        JsonNode parked = json(ops.post("/ops/commands/" + id + "/park", "{\"note\": \"a new secret is on its way\"}"));

        assertThat(parked.at("/parked_by/by").asString()).isEqualTo("ada");
        assertThat(parked.at("/parked_by/note").asString()).isEqualTo("a new secret is on its way");
        assertThat(plan("{\"key\": \"%s\"}".formatted(key))
                        .at("/skipped/0/reason")
                        .asString())
                .isEqualTo("it is parked");
        assertThat(plan("{\"ids\": [\"%s\"]}".formatted(id)).path("sent").asInt())
                .isEqualTo(1);
        assertThat(json(ops.post("/ops/commands/" + id + "/unpark", "{}"))
                        .path("parked")
                        .asBoolean())
                .isFalse();
        assertThat(plan("{\"key\": \"%s\"}".formatted(key)).path("sent").asInt())
                .isEqualTo(1);
    }

    @Test
    void settings_are_shown_without_a_secret() {
        WEBHOOK_STATUS.set(200);
        apply();

        JsonNode settings = json(ops.get("/ops/settings?partner=" + partner));

        assertThat(settings.at("/0/key").asString()).isEqualTo(key);
        assertThat(settings.at("/0/webhook_url").asString()).isEqualTo(url());
        assertThat(settings.toString()).doesNotContain("secret", "api_key");
    }

    @Test
    void keys_are_shown_with_what_needs_them() {
        WEBHOOK_STATUS.set(200);
        apply();

        JsonNode key = json(ops.get("/ops/keys")).get(0);

        assertThat(key.path("present").asBoolean()).isTrue();
        assertThat(key.path("current").asBoolean()).isTrue();
    }

    @Test
    void a_dry_run_answers_with_what_would_go_and_sends_nothing() {
        fail(id);

        HttpResponse<String> dryRun =
                ops.post("/ops/replays", "{\"ids\": [\"%s\", \"nobody\"], \"dry_run\": true}".formatted(id));

        assertThat(dryRun.statusCode()).isEqualTo(200);
        assertThat(json(dryRun).path("items").findValuesAsString("id")).containsExactly(id);
        assertThat(json(dryRun).at("/unknown_ids/0").asString()).isEqualTo("nobody");
        assertThat(json(ops.get("/ops/commands/" + id)).path("replays")).isEmpty();
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
        assertThat(json(ops.get("/ops/commands?state=failed&partner=" + partner))
                        .path("items"))
                .isEmpty();
        assertThat(json(ops.get("/ops/replays/" + replay.path("id").asString()))
                        .at("/outcomes/applied")
                        .asInt())
                .isEqualTo(1);
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
    void what_was_applied_since_is_not_sent_again() {
        fail(id);
        WEBHOOK_STATUS.set(200);
        replay("{\"ids\": [\"%s\"]}".formatted(id));
        awaitState(id, State.APPLIED);

        JsonNode again = replay("{\"ids\": [\"%s\"]}".formatted(id));

        assertThat(again.path("sent").asInt()).isZero();
        assertThat(again.path("skipped").asInt()).isEqualTo(1);
    }

    @Test
    void what_fails_again_is_counted_and_parked_after_enough_replays() {
        fail(id);
        for (int replays = 1; replays <= 2; replays++) {
            replay("{\"key\": \"%s\"}".formatted(key));
            int expected = replays;
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                JsonNode command = json(ops.get("/ops/commands/" + id));
                assertThat(command.path("round").asInt()).isEqualTo(expected);
                assertThat(command.path("state").asString()).isEqualTo("failed");
            });
        }

        await().untilAsserted(() -> assertThat(json(ops.get("/ops/commands?parked=true&key=" + key))
                        .at("/items/0/parked")
                        .asBoolean())
                .isTrue());
        assertThat(replay("{\"key\": \"%s\"}".formatted(key)).path("sent").asInt())
                .isZero();
        assertThat(plan("{\"key\": \"%s\", \"parked\": true}".formatted(key))
                        .path("sent")
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
    void every_replay_is_on_record_with_who_when_what_why_and_the_outcome() {
        fail(id);

        JsonNode replay = replay("{\"key\": \"%s\", \"rate\": 5, \"reason\": \"it is back\"}".formatted(key));

        assertThat(replay.path("requested_by").asString()).isEqualTo("ada");
        assertThat(replay.path("rate").asInt()).isEqualTo(5);
        assertThat(replay.path("reason").asString()).isEqualTo("it is back");
        assertThat(replay.at("/filter/key").asString()).isEqualTo(key);
        assertThat(replay.path("sent").asInt()).isEqualTo(1);
        assertThat(replay.path("requested_at").asString())
                .isLessThanOrEqualTo(replay.path("finished_at").asString());
        assertThat(json(ops.get("/ops/replays?limit=100")).findValuesAsString("id"))
                .contains(replay.path("id").asString());
        assertThat(json(ops.get("/ops/commands/" + id)).path("replays").findValuesAsString("id"))
                .containsExactly(replay.path("id").asString());
    }

    @Test
    void a_replay_is_cancelled() {
        fail(id);
        String location = ops.post("/ops/replays", "{\"key\": \"%s\"}".formatted(key))
                .headers()
                .firstValue("Location")
                .orElseThrow();

        assertThat(json(ops.delete(location)).path("state").asString()).isIn("cancelled", "completed");
        assertThat(ops.delete("/ops/replays/none").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ops/commands?partnr=acme       | Unknown parameter: partnr",
                "/ops/commands?partner=a&partner=b | more than once",
                "/ops/commands?code=many         | Correct code",
                "/ops/commands?since=today       | Correct since",
                "/ops/commands?state=lost        | state is one of",
                "/ops/commands?limit=0           | limit must be 1 to 1000",
                "/ops/commands?order=any         | order is newest or oldest",
                "/ops/commands?cursor=x          | cursor is what",
                "/ops/summary                    | by is missing",
                "/ops/summary?by=weather         | by is one of",
                "/ops/settings                   | Name the partner",
                "/ops/settings?key=acme          | A key is written",
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
                "{\"all\": true, \"rate\": 0} | rate must be 1 to 10000",
                "{}                     | Say what is meant",
                "{\"parked\": true}      | Say what is meant",
                "{\"all\": true, \"partner\": \"acme\"} | all excludes",
                "{\"ids\": []}           | ids must name",
                "{\"ids\": [\"a\"], \"partner\": \"b\"} | ids exclude filters",
                "no json                | The body must be a JSON object",
            })
    void a_wrong_body_is_named(String body, String detail) {
        assertProblem(ops.post("/ops/replays", body), 400, detail);
    }

    @Test
    void nobody_gets_in_without_the_scope() {
        assertProblem(ops.withToken("").get("/ops/commands"), 401, "Send an access token");
        assertProblem(ops.withToken("nobody").get("/ops/commands"), 401, "Send an access token");
        assertProblem(ops.withToken(OpsClient.PARTNER_TOKEN).get("/ops/commands"), 403, "wa.settings.observe");
        assertProblem(ops.withToken("").post("/ops/replays", "{}"), 401, "Send an access token");
    }

    @Test
    void an_observer_looks_and_changes_nothing() {
        OpsClient observer = ops.withToken(OpsClient.OBSERVER_TOKEN);

        assertThat(observer.get("/ops/commands").statusCode()).isEqualTo(200);
        assertProblem(observer.post("/ops/replays", "{\"all\": true}"), 403, "wa.settings.operate");
        assertProblem(observer.delete("/ops/replays/any"), 403, "wa.settings.operate");
    }

    @Test
    void what_is_not_there_is_said() {
        assertProblem(ops.get("/ops/replays/none"), 404, "There is no such replay");
        assertProblem(ops.get("/ops/commands/none"), 404, "There is no such command");
        assertProblem(ops.post("/ops/renewals/nobody/transactional/default/resume", "{}"), 404, "no settings");
        assertThat(ops.post("/ops/commands", "{}").statusCode()).isEqualTo(405);
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
        assertThat(page.body()).contains("<title>Settings console</title>");
        assertThat(ops.withToken("").get("/console/lib/lit-html.js").statusCode())
                .isEqualTo(200);
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

    private JsonNode plan(String order) {
        return json(ops.post("/ops/replays", order.replace("}", ", \"dry_run\": true}")));
    }

    /** The id of a command that is in force. */
    private String apply() {
        String command = UUID.randomUUID().toString();
        HARNESS.submitBearer(command, key, url());
        assertThat(HARNESS.terminal(command).state()).isEqualTo(State.APPLIED);
        await().until(() -> json(ops.get("/ops/commands/" + command))
                .path("state")
                .asString()
                .equals("applied"));
        return command;
    }

    private void fail(String command) {
        HARNESS.submitBearer(command, key, url());
        assertThat(HARNESS.terminal(command).state()).isEqualTo(State.FAILED);
        await().until(
                        () -> json(ops.get("/ops/commands/" + command)),
                        failed -> failed.path("replayable").asBoolean());
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
