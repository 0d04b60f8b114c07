package io.wasettings.processor.ops;

import static com.mongodb.client.model.Filters.eq;
import static io.wasettings.processor.ops.OpsClient.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.kafka.Version;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Replays over the operations port, of commands that a processor carries out. */
@Tag("once")
class OpsReplaysIT extends OpsSuite {

    @Test
    void a_dry_run_answers_with_what_would_go_and_sends_nothing() {
        fail(id);

        HttpResponse<String> dryRun =
                OPS.post("/ops/replays", "{\"ids\": [\"%s\", \"nobody\"], \"dry_run\": true}".formatted(id));

        assertThat(dryRun.statusCode()).isEqualTo(200);
        assertThat(json(dryRun).path("items").findValuesAsString("id")).containsExactly(id);
        assertThat(json(dryRun).at("/unknown_ids/0").asString()).isEqualTo("nobody");
        assertThat(json(OPS.get("/ops/commands/" + id)).path("replays")).isEmpty();
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
        assertThat(json(OPS.get("/ops/commands?state=failed&partner=" + partner))
                        .path("items"))
                .isEmpty();
        assertThat(json(OPS.get("/ops/replays/" + replay.path("id").asString()))
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

        List<HttpResponse<String>> begun = List.of(OPS.post("/ops/replays", order), OPS.post("/ops/replays", order));

        begun.forEach(answer -> await().untilAsserted(() -> assertThat(
                        json(OPS.get(answer.headers().firstValue("Location").orElseThrow()))
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
        assertThat(json(OPS.get("/ops/replays?limit=100")).findValuesAsString("id"))
                .contains(replay.path("id").asString());
        assertThat(json(OPS.get("/ops/commands/" + id)).path("replays").findValuesAsString("id"))
                .containsExactly(replay.path("id").asString());
    }

    @Test
    void a_replay_is_cancelled() {
        fail(id);
        String location = OPS.post("/ops/replays", "{\"key\": \"%s\"}".formatted(key))
                .headers()
                .firstValue("Location")
                .orElseThrow();

        assertThat(json(OPS.delete(location)).path("state").asString()).isIn("cancelled", "completed");
        assertThat(OPS.delete("/ops/replays/none").statusCode()).isEqualTo(404);
    }

    @Test
    void a_dead_letter_that_lies_sealed_is_replayed_sealed() {
        HARNESS.send(id, key, "{\"api_key\": \"s3cr3t\"");
        awaitReplayable(id);

        replay("{\"ids\": [\"%s\"]}".formatted(id));

        await().untilAsserted(() -> assertThat(
                        json(OPS.get("/ops/commands/" + id)).path("round").asInt())
                .isEqualTo(1));
        assertThat(json(OPS.get("/ops/commands/" + id)).path("code").asInt()).isEqualTo(2010);
        assertThat(HARNESS.records(HARNESS.retry(1), key)).singleElement().satisfies(record -> {
            assertThat(record.headers().lastHeader("wa_sealed")).isNotNull();
            assertThat(new String(record.value(), UTF_8)).doesNotContain("s3cr3t");
        });
    }
}
