package io.wasettings.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.embedded.EmbeddedBroker;
import io.wasettings.embedded.Ports;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.Ingest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class BrokerAwayIT {

    private static final Duration PUBLISH_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void an_instance_starts_without_a_broker_refuses_commands_in_time_and_recovers_by_itself() throws Exception {
        int port = Ports.free("Kafka", 0);
        Map<String, String> settings = new HashMap<>(Ingest.settings());
        settings.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + port);
        settings.put("wa.settings.ingest.publish-timeout", PUBLISH_TIMEOUT.toString());
        settings.put("wa.settings.ingest.wait", "0s");
        try (Ingest ingest = Ingest.start(settings)) {
            Client client = ingest.client();
            assertRefusedInTime(client);
            assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);

            try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
                ingest.awaitReady();
                awaitAccepted(client);
                assertThat(broker.bootstrapServers()).endsWith(":" + port);
            }
            assertRefusedInTime(client);

            try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
                assertThat(broker.bootstrapServers()).endsWith(":" + port);
                awaitAccepted(client);
            }
        }
    }

    private static void awaitAccepted(Client client) {
        await().atMost(PATIENCE)
                .until(() -> client.submit(Bodies.bearer("silent")).status() == 202);
    }

    private static void assertRefusedInTime(Client client) {
        long start = System.nanoTime();
        Answer answer = client.submit(Bodies.bearer("silent"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }
}
