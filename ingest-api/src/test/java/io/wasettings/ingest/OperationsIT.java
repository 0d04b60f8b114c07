package io.wasettings.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.SharedIngest;
import io.wasettings.ingest.support.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsIT {

    private final Client client = SharedIngest.client();

    @ParameterizedTest
    @ValueSource(strings = {"liveness", "readiness"})
    void probes_need_no_token_and_show_no_details(String probe) {
        Answer answer = client.as(null).get("/actuator/health/" + probe);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {TestTokens.OBSERVER, TestTokens.OPERATOR})
    void operators_see_details_of_health_and_partners_do_not(String token) {
        assertThat(client.as(token).get("/actuator/health").json().at("/components/store/status"))
                .asString()
                .contains("UP");
        assertThat(client.get("/actuator/health").json().has("components")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {TestTokens.OBSERVER, TestTokens.OPERATOR})
    void metrics_are_for_operators_only(String token) {
        assertThat(client.as(token).get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(client.as(null).get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(client.get("/actuator/prometheus").status()).isEqualTo(403);
        assertThat(client.as(TestTokens.OPERATOR).get("/actuator/env").status()).isEqualTo(404);
    }

    @Test
    void metrics_tell_what_submissions_came_to() {
        client.submit(Bodies.bearer("applied"));
        client.submit(Bodies.bearer("rejected"));
        client.submit("{}");
        client.submit(Bodies.bearer("silent"), "Prefer", "wait=1");

        assertThat(client.as(TestTokens.OPERATOR).get("/actuator/prometheus").body())
                .contains(
                        "wa_settings_ingest_requests_total{code=\"none\",outcome=\"applied\"}",
                        "wa_settings_ingest_requests_total{code=\"2020\",outcome=\"rejected\"}",
                        "wa_settings_ingest_requests_total{code=\"2011\",outcome=\"2011\"}",
                        "wa_settings_ingest_waits_total{outcome=\"ended\"}",
                        "wa_settings_ingest_waits_total{outcome=\"timeout\"}",
                        "wa_settings_ingest_publish_seconds_count{outcome=\"acknowledged\"",
                        "wa_settings_ingest_waiting 0.0");
    }

    @Test
    void metrics_name_the_path_of_settings_as_it_is_documented() {
        client.get("/api/wa/v2/transactional/settings");
        client.submit("{}");

        String metrics =
                client.as(TestTokens.OPERATOR).get("/actuator/prometheus").body();

        assertThat(metrics.lines().filter(line -> line.contains("uri=\"/api/wa/v2/{channel}/settings\"")))
                .anyMatch(line -> line.contains("method=\"GET\""))
                .anyMatch(line -> line.contains("method=\"POST\""));
        assertThat(metrics).doesNotContain("{channel:");
    }
}
