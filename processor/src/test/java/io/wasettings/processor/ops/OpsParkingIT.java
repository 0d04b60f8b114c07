package io.wasettings.processor.ops;

import static io.wasettings.processor.ops.OpsClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.status.Status.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Parking failed commands, by an operator and after enough replays. */
@Tag("once")
class OpsParkingIT extends OpsSuite {

    @Test
    void what_is_parked_is_left_out_of_replays_by_filter_until_it_is_let_in_again() {
        fail(id);

        JsonNode parked = json(OPS.post("/ops/commands/" + id + "/park", "{\"note\": \"a new secret is on its way\"}"));

        assertThat(parked.at("/parked_by/by").asString()).isEqualTo("ada");
        assertThat(parked.at("/parked_by/note").asString()).isEqualTo("a new secret is on its way");
        assertThat(plan("{\"key\": \"%s\"}".formatted(key))
                        .at("/skipped/0/reason")
                        .asString())
                .isEqualTo("it is parked");
        assertThat(plan("{\"ids\": [\"%s\"]}".formatted(id)).path("sent").asInt())
                .isEqualTo(1);
        assertThat(json(OPS.post("/ops/commands/" + id + "/unpark", "{}"))
                        .path("parked")
                        .asBoolean())
                .isFalse();
        assertThat(plan("{\"key\": \"%s\"}".formatted(key)).path("sent").asInt())
                .isEqualTo(1);
    }

    @Test
    void what_was_applied_though_it_is_parked_counts_as_parked_no_more() {
        fail(id);
        OPS.post("/ops/commands/" + id + "/park", "{\"note\": \"why\"}");
        assertThat(listed("parked=true")).containsExactly(id);
        assertThat(listed("parked=false")).isEmpty();
        WEBHOOK_STATUS.set(200);

        replay("{\"ids\": [\"%s\"]}".formatted(id));

        awaitState(id, State.APPLIED);
        assertThat(listed("parked=true")).isEmpty();
        assertThat(listed("parked=true&state=applied,failed")).isEmpty();
        assertThat(listed("parked=false")).containsExactly(id);
        assertThat(listed("parked=false&state=applied")).containsExactly(id);
        assertThat(json(OPS.get("/ops/commands/" + id)).hasNonNull("parked_by")).isFalse();
    }

    private List<String> listed(String filter) {
        return json(OPS.get("/ops/commands?key=" + key + "&" + filter))
                .path("items")
                .findValuesAsString("id");
    }

    @Test
    void whatever_a_command_is_called_it_is_parked_by_its_percent_encoded_id() {
        String called = "order/17 ?#%%2F;\\ \"ü\" " + id;
        fail(called);

        assertThat(OPS.post(pathOf(called) + "/park", "{\"note\": \"why\"}").statusCode())
                .isEqualTo(200);
        assertThat(OPS.post(pathOf(called) + "/unpark", "{}").statusCode()).isEqualTo(200);
        assertThat(json(OPS.get(pathOf(called))).path("id").asString()).isEqualTo(called);
        assertThat(OPS.get("/ops%2Fcommands").statusCode()).isEqualTo(400);
    }

    @Test
    void what_fails_again_is_counted_and_parked_after_enough_replays() {
        fail(id);
        for (int replays = 1; replays <= 2; replays++) {
            replay("{\"key\": \"%s\"}".formatted(key));
            int expected = replays;
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                JsonNode command = json(OPS.get("/ops/commands/" + id));
                assertThat(command.path("round").asInt()).isEqualTo(expected);
                assertThat(command.path("state").asString()).isEqualTo("failed");
            });
        }

        await().untilAsserted(() -> assertThat(json(OPS.get("/ops/commands?parked=true&key=" + key))
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
}
