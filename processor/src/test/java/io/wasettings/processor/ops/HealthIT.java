package io.wasettings.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The processor is ready when broker and store answer, alive all the while, and recovers by itself. */
@Tag("once")
class HealthIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AutoClose
    private final BrokerAndStore servers = new BrokerAndStore();

    private OpsClient client;

    @Test
    void readiness_follows_broker_and_store_while_liveness_stays_up() throws IOException {
        try (ConfigurableApplicationContext processor = servers.startProcessor()) {
            client = OpsClient.of(processor).withToken("");
            assertThat(status("readiness")).isEqualTo(503);
            assertThat(status("liveness")).isEqualTo(200);

            servers.start();
            awaitReadiness(200);

            servers.stopStore();
            awaitReadiness(503);
            assertThat(status("liveness")).isEqualTo(200);
            servers.startStore();
            awaitReadiness(200);

            servers.stopBroker();
            awaitReadiness(503);
            assertThat(status("liveness")).isEqualTo(200);
            servers.startBroker();
            awaitReadiness(200);
        }
    }

    @Test
    void names_that_do_not_resolve_yet_are_waited_for_and_health_says_who_is_away() {
        try (ConfigurableApplicationContext processor =
                BrokerAndStore.startProcessorOf("broker.invalid:9092", "mongodb+srv://user:s3cr3t@store.invalid/")) {
            client = OpsClient.of(processor).withToken("");

            assertThat(status("liveness")).isEqualTo(200);
            assertThat(status("readiness")).isEqualTo(503);
            assertThat(get("readiness").body())
                    .contains("\"broker\":{\"status\":\"DOWN\"}", "\"store\":{\"status\":\"DOWN\"}")
                    .doesNotContain("invalid", "s3cr3t");
        }
    }

    private void awaitReadiness(int expected) {
        await("readiness " + expected).atMost(PATIENCE).until(() -> status("readiness") == expected);
    }

    private int status(String probe) {
        return get(probe).statusCode();
    }

    private HttpResponse<String> get(String probe) {
        return client.get("/actuator/health/" + probe);
    }
}
