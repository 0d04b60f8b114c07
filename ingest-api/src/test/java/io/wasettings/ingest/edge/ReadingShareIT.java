package io.wasettings.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.TestTokens;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingShareIT {

    private static final String SLOW = "POST /api/wa/v2/transactional/settings HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\nAuthorization: Bearer ";

    @Test
    void a_partner_has_its_share_of_the_bodies_on_their_way_and_leaves_the_rest_to_others() {
        Map<String, String> settings = Ingest.settings();
        settings.put("wa.settings.ingest.max-reading", "3");
        settings.put("wa.settings.ingest.max-reading-per-partner", "2");
        settings.put("wa.settings.ingest.body-timeout", "60s");
        try (Ingest ingest = Ingest.ready(settings);
                SlowClients acme = SlowClients.start(
                        ingest.port(), 2, SLOW + TestTokens.ACME + "\r\n\r\n{", ' ', Duration.ofSeconds(1))) {
            assertThat(acme.count()).isEqualTo(2);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> submit(ingest, TestTokens.WRITER).status() == 429);

            Answer refused = submit(ingest, TestTokens.WRITER);

            assertThat(refused.header("Retry-After")).hasValue("1");
            assertThat(refused.text("detail")).startsWith("You are sending too many bodies at once; ");
            assertThat(submit(ingest, TestTokens.BETA).status()).isEqualTo(202);
        }
    }

    private static Answer submit(Ingest ingest, String token) {
        return ingest.client().as(token).submit(Bodies.bearer("silent"), "Prefer", "respond-async");
    }
}
