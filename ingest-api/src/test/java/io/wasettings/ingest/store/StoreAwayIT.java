package io.wasettings.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.embedded.EmbeddedStore;
import io.wasettings.embedded.Ports;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.TestTokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class StoreAwayIT {

    @Test
    void commands_are_taken_in_without_the_store_and_what_needs_it_is_refused_until_it_is_back() {
        int port = Ports.free("MongoDB", 0);
        Map<String, String> settings = new HashMap<>(Ingest.settings());
        settings.put("spring.mongodb.uri", "mongodb://127.0.0.1:" + port);
        settings.put("wa.settings.mongodb.timeout", "1s");
        try (Ingest ingest = Ingest.ready(settings);
                Ingest other = Ingest.ready(settings)) {
            Client client = ingest.client();

            Answer accepted = client.submit(Bodies.bearer("silent"), "Prefer", "respond-async");
            assertThat(accepted.status()).isEqualTo(202);
            String location = accepted.header("Location").orElseThrow();
            assertThat(client.get(location).status()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> other.client().get(location).status() == 200);
            try (Ingest startedLater = Ingest.ready(settings)) {
                assertThat(startedLater.client().get(location).status()).isEqualTo(200);
            }

            assertUnavailable(client.submit(Bodies.bearer("silent"), "Idempotency-Key", "k"));
            assertUnavailable(client.get("/api/wa/v2/transactional/settings"));
            assertUnavailable(client.get("/api/wa/v2/commands/unknown"));
            assertReadyAtOnce(client);
            assertThat(client.as(TestTokens.OPERATOR)
                            .get("/actuator/health")
                            .json()
                            .at("/components/store/status")
                            .stringValue())
                    .isEqualTo("DOWN");

            try (EmbeddedStore store = EmbeddedStore.startInMemory(port)) {
                assertThat(store.uri()).endsWith(":" + port);
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> client.submit(
                                                Bodies.bearer("silent"),
                                                "Idempotency-Key",
                                                "k",
                                                "Prefer",
                                                "respond-async")
                                        .status()
                                == 202);
                assertThat(client.get("/api/wa/v2/commands/unknown").status()).isEqualTo(404);
            }
        }
    }

    /** A call of the store would take the whole time-out each time. */
    private static void assertReadyAtOnce(Client client) {
        long begin = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(200);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }
}
