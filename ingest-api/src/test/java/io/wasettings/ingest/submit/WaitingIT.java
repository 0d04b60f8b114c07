package io.wasettings.ingest.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Client;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.TestTokens;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingIT {

    @Test
    void who_finds_no_place_to_wait_is_answered_at_once_and_who_waits_is_answered_when_the_application_stops()
            throws Exception {
        Map<String, String> settings = Ingest.settings();
        settings.put("wa.settings.ingest.max-waiting", "1");
        CompletableFuture<Answer> waiting;
        try (Ingest ingest = Ingest.ready(settings)) {
            Client client = ingest.client();
            waiting = client.submitAsync(Bodies.bearer("silent"), "Prefer", "wait=60");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> client.as(TestTokens.OPERATOR)
                            .get("/actuator/prometheus")
                            .body()
                            .contains("wa_settings_ingest_waiting 1.0"));

            Answer second = client.submit(Bodies.bearer("silent"), "Prefer", "wait=60");

            assertThat(second.status()).isEqualTo(202);
            assertThat(second.header("Preference-Applied")).isEmpty();
            assertThat(waiting).isNotDone();
        }
        assertThat(waiting.get(20, TimeUnit.SECONDS).status()).isEqualTo(202);
    }
}
