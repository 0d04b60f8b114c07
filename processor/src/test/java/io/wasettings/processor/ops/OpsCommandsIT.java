package io.wasettings.processor.ops;

import static io.wasettings.processor.ops.OpsClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Listing commands and showing one, over the operations port. */
@Tag("once")
class OpsCommandsIT extends OpsSuite {

    @Test
    void lists_commands_with_cause_step_host_attempts_and_times() {
        fail(id);

        JsonNode failed = json(OPS.get("/ops/commands?partner=" + partner)).at("/items/0");

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

        JsonNode command = json(OPS.get("/ops/commands/" + id + "?source=/test"));

        assertThat(command.path("attempts").findValuesAsString("outcome"))
                .containsExactly("retrying", "retrying", "failed");
        assertThat(command.path("errors").findValuesAsString("field")).containsExactly("/webhook_url");
        assertThat(command.at("/dead_letter/offset").isIntegralNumber()).isTrue();
        assertThat(command.at("/first_seen/at").asString()).isNotBlank();
        assertThat(command.toString()).doesNotContain("secret", "api_key", "sealed");
    }

    @Test
    void a_source_that_is_empty_is_none() {
        fail(id);

        HttpResponse<String> found = OPS.get("/ops/commands/" + id + "?source=");

        assertThat(json(found).path("id").asString()).isEqualTo(id);
        assertThat(OPS.post("/ops/commands/" + id + "/park?source=", "{\"note\": \"why\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(OPS.post("/ops/commands/" + id + "/unpark?source=", "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void pages_hold_together_whatever_comes_meanwhile() {
        WEBHOOK_STATUS.set(200);
        List<String> ids = IntStream.range(0, 5).mapToObj(i -> apply()).toList();

        JsonNode first = json(OPS.get("/ops/commands?limit=2&partner=" + partner));
        String newer = apply();
        JsonNode second = json(OPS.get("/ops/commands?limit=3&partner=" + partner + "&cursor="
                + first.path("next").asString()));

        assertThat(first.path("total").asInt()).isEqualTo(5);
        assertThat(Stream.of(first, second).flatMap(page -> page.path("items").findValuesAsString("id").stream()))
                .containsExactlyInAnyOrderElementsOf(ids)
                .doesNotContain(newer);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(json(OPS.get("/ops/commands?order=oldest&limit=1&partner=" + partner))
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

        assertThat(json(OPS.get(all)).path("total").asInt()).isEqualTo(1);
        assertThat(json(OPS.get(all.replace("step=probe", "step=token")))
                        .path("total")
                        .asInt())
                .isZero();
    }
}
