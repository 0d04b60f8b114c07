package io.wasettings.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.processor.ProcessorApplication;
import io.wasettings.processor.TestSetup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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

    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    @Test
    void readiness_follows_broker_and_store_while_liveness_stays_up() throws IOException {
        try (ConfigurableApplicationContext processor = startWithoutBrokerAndStore()) {
            port = processor.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
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
                start("broker.invalid:9092", "mongodb+srv://user:s3cr3t@store.invalid/")) {
            port = processor.getEnvironment().getRequiredProperty("local.server.port", Integer.class);

            assertThat(status("liveness")).isEqualTo(200);
            assertThat(status("readiness")).isEqualTo(503);
            assertThat(get("readiness").body())
                    .contains("\"broker\":{\"status\":\"DOWN\"}", "\"store\":{\"status\":\"DOWN\"}")
                    .doesNotContain("invalid", "s3cr3t");
        }
    }

    private ConfigurableApplicationContext startWithoutBrokerAndStore() {
        return start(servers.bootstrapServers(), servers.storeUri());
    }

    private ConfigurableApplicationContext start(String bootstrapServers, String storeUri) {
        return ProcessorApplication.builder()
                .run(
                        "--server.port=0",
                        "--logging.level.root=error",
                        "--wa.settings.keys-file=" + TestSetup.newKeys(),
                        "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                        "--spring.mongodb.uri=" + storeUri,
                        "--wa.settings.mongodb.server-selection-timeout=500ms",
                        "--wa.settings.processor.ops.backlog-interval=1s",
                        "--wa.settings.topics.partitions=1");
    }

    private void awaitReadiness(int expected) {
        await("readiness " + expected).atMost(PATIENCE).until(() -> status("readiness") == expected);
    }

    private int status(String probe) {
        return get(probe).statusCode();
    }

    private HttpResponse<String> get(String probe) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/" + probe);
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
