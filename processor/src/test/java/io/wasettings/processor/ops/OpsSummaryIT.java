package io.wasettings.processor.ops;

import static io.wasettings.processor.ops.OpsClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How much there is: groups, the overview, metrics. */
@Tag("once")
class OpsSummaryIT extends OpsSuite {

    @Test
    void groups_are_counted() {
        fail(id);

        JsonNode group = json(OPS.get("/ops/summary?by=code&state=failed&partner=" + partner))
                .at("/groups/0");

        assertThat(group.path("value").asString()).isEqualTo("2020");
        assertThat(group.path("count").asInt()).isEqualTo(1);
        assertThat(group.path("oldest").asString()).isNotBlank();
    }

    @Test
    void the_overview_tells_what_fails_and_what_waits() {
        fail(id);

        JsonNode overview = await().until(
                        () -> json(OPS.get("/ops/overview")),
                        read -> read.path("broker_up").asBoolean());

        assertThat(overview.at("/states/failed").asInt()).isPositive();
        assertThat(overview.path("failing_partners")).isNotEmpty();
        assertThat(overview.path("failing_hosts").findValuesAsString("value")).contains("127.0.0.1:" + WEBHOOK.port());
        assertThat(overview.path("store_up").asBoolean()).isTrue();
        assertThat(overview.path("lag").isIntegralNumber()).isTrue();
    }

    @Test
    void metrics_tell_how_much_there_is() {
        fail(id);

        await().untilAsserted(() -> assertThat(
                        OPS.withToken("").get("/actuator/prometheus").body())
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
}
