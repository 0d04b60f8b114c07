package io.wasettings.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.RawAnswer;
import io.wasettings.ingest.support.TestTokens;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                SilentBodies acme = new SilentBodies(ingest)) {
            acme.sendUntil(TestTokens.WRITER, 429);

            Answer refused = submit(ingest, TestTokens.WRITER);

            assertThat(refused.header("Retry-After")).hasValue("1");
            assertThat(refused.text("detail")).startsWith("You are sending too many bodies at once; ");
            assertThat(submit(ingest, TestTokens.BETA).status()).isEqualTo(202);
        }
    }

    @ParameterizedTest
    @CsvSource({TestTokens.WRITER + ", 2, 1, 429", TestTokens.BETA + ", 1, 1, 503"})
    void who_finds_no_place_is_told_so_once_though_the_body_never_comes(
            String token, String places, String share, int status) throws IOException {
        Map<String, String> settings = Ingest.settings();
        settings.put("wa.settings.ingest.max-reading", places);
        settings.put("wa.settings.ingest.max-reading-per-partner", share);
        settings.put("wa.settings.ingest.body-timeout", "60s");
        try (Ingest ingest = Ingest.ready(settings);
                SilentBodies acme = new SilentBodies(ingest)) {
            acme.sendUntil(token, status);

            try (SlowClients late = silent(ingest, token)) {
                RawAnswer refused = RawAnswer.of(late.answer());

                assertThat(refused.json().get("status").intValue()).isEqualTo(status);
                assertThat(refused.status()).isEqualTo(status);
                assertThat(refused.headers()).containsKey("Retry-After").containsEntry("Connection", "close");
            }
        }
    }

    /** Bodies of one partner that never come; the instance's stop would wait for them. */
    private static final class SilentBodies implements AutoCloseable {

        private final Ingest ingest;
        private final List<SlowClients> clients = new ArrayList<>();

        SilentBodies(Ingest ingest) {
            this.ingest = ingest;
        }

        /**
         * Until a submission with that token gets that answer. One body may not be enough: if the submission of the
         * same turn is read before it, that one has the place, and the body is the one that is refused.
         */
        void sendUntil(String token, int status) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                clients.add(silent(ingest, TestTokens.ACME));
                return submit(ingest, token).status() == status;
            });
        }

        @Override
        public void close() {
            clients.forEach(SlowClients::close);
        }
    }

    private static SlowClients silent(Ingest ingest, String token) {
        return SlowClients.start(ingest.port(), 1, SLOW + token + "\r\n\r\n{", ' ', Duration.ofMinutes(1));
    }

    private static Answer submit(Ingest ingest, String token) {
        return ingest.client().as(token).submit(Bodies.bearer("silent"), "Prefer", "respond-async");
    }
}
