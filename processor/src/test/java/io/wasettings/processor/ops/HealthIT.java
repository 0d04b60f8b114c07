package io.wasettings.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.embedded.EmbeddedBroker;
import io.wasettings.embedded.EmbeddedStore;
import io.wasettings.embedded.Ports;
import io.wasettings.processor.ProcessorApplication;
import io.wasettings.processor.TestSetup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The processor is ready when broker and store answer, alive all the while, and recovers by itself. */
@Tag("once")
class HealthIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final int[] ports = Ports.different("broker and store", 0, 0);
    private final int brokerPort = ports[0];
    private final int storePort = ports[1];
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable EmbeddedBroker broker;
    private @Nullable EmbeddedStore store;
    private int port;

    @AfterEach
    void close() {
        if (broker != null) {
            broker.close();
        }
        if (store != null) {
            store.close();
        }
    }

    @Test
    void readiness_follows_broker_and_store_while_liveness_stays_up() throws IOException {
        try (ConfigurableApplicationContext processor = startWithoutBrokerAndStore()) {
            port = processor.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            assertThat(status("readiness")).isEqualTo(503);
            assertThat(status("liveness")).isEqualTo(200);

            broker = EmbeddedBroker.start(folder.resolve("broker"), brokerPort);
            store = EmbeddedStore.startInMemory(storePort);
            awaitReadiness(200);

            store.close();
            awaitReadiness(503);
            assertThat(status("liveness")).isEqualTo(200);
            store = EmbeddedStore.startInMemory(storePort);
            awaitReadiness(200);

            broker.close();
            awaitReadiness(503);
            assertThat(status("liveness")).isEqualTo(200);
            broker = EmbeddedBroker.start(folder.resolve("broker"), brokerPort);
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
        return start("127.0.0.1:" + brokerPort, "mongodb://127.0.0.1:" + storePort);
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
