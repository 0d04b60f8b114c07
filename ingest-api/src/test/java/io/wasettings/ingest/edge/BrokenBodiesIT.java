package io.wasettings.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.RawAnswer;
import io.wasettings.ingest.support.SharedIngest;
import io.wasettings.ingest.support.TestTokens;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that can never be complete. Tried often, as it is up to chance which thread is quicker. */
class BrokenBodiesIT {

    private static final int TRIES = 50;
    private static final String HEAD = SlowClients.POST + "Content-Type: application/json\r\n";
    private static final String TOKEN = "Authorization: Bearer " + TestTokens.ACME + "\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final Duration NEVER = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n{", "2\r\n{}x", "2\r\n{}\r\nx", "2\r\n{}\r\n0\r\nno field\r\n\r\n"})
    void a_malformed_chunk_is_answered_400_and_the_connection_is_closed(String body) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            assertRefused(answer(HEAD + TOKEN + CHUNKED + body), 400, "bad-request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9\r\n\r\n{", CHUNKED + "9\r\n{", CHUNKED})
    void a_body_that_ends_too_early_is_answered_400_if_there_is_still_somebody_to_read_it(String rest)
            throws IOException {
        for (int i = 0; i < TRIES; i++) {
            assertRefused(SharedIngest.raw(HEAD + TOKEN + rest), 400, "bad-request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9\r\n\r\n{", CHUNKED + "9\r\n{", CHUNKED + "x\r\n{"})
    void who_is_refused_before_a_broken_body_is_read_learns_why(String rest) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            assertRefused(SharedIngest.raw(HEAD + rest), 401, "unauthorized");
        }
    }

    private static String answer(String request) throws IOException {
        try (SlowClients one = SlowClients.start(SharedIngest.port(), 1, request, ' ', NEVER)) {
            return one.answer();
        }
    }

    private static void assertRefused(String received, int status, String type) {
        RawAnswer answer = RawAnswer.of(received);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers())
                .containsEntry("Connection", "close")
                .containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.text("type")).isEqualTo("urn:wa-settings:problem:" + type);
        assertThat(answer.text("instance")).isEqualTo("/api/wa/v2/transactional/settings");
    }
}
