package io.wasettings.ingest.edge;

import static io.wasettings.ingest.edge.SlowClients.BODY;
import static io.wasettings.ingest.edge.SlowClients.NOW_AND_THEN;
import static io.wasettings.ingest.edge.SlowClients.POST;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.RawAnswer;
import io.wasettings.ingest.support.TestTokens;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a request may take to arrive, and what is said when it takes longer. */
class DeadlinesIT {

    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n3E8\r\n{";
    private static final Duration NEVER = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofSeconds(6);

    private static Ingest ingest;
    private static Ingest patient;

    @BeforeAll
    static void start() {
        ingest = SlowClients.startIngest(Duration.ofSeconds(4));
        patient = SlowClients.startIngest(LONG);
    }

    @AfterAll
    static void stop() {
        ingest.close();
        patient.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1\r\n" + BODY, "HTTP/1.1\r\n" + CHUNKED, "HTTP/1.0\r\n" + BODY})
    @Execution(ExecutionMode.CONCURRENT)
    void a_body_that_is_not_here_in_time_is_answered_408_and_the_connection_is_closed(String rest) throws IOException {
        String beginning = "POST /api/wa/v2/transactional/settings "
                + rest.replaceFirst(
                        "\r\n",
                        "\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                                + TestTokens.ACME + "\r\n");
        try (SlowClients dripping = SlowClients.start(ingest.port(), 1, beginning, ' ', NOW_AND_THEN);
                SlowClients silent = SlowClients.start(ingest.port(), 1, beginning, ' ', NEVER)) {
            assertTimedOut(dripping);
            assertTimedOut(silent);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", POST, POST + "X: "})
    @Execution(ExecutionMode.CONCURRENT)
    void a_head_that_is_not_here_in_time_is_answered_408_and_the_connection_is_closed(String beginning)
            throws IOException {
        try (SlowClients slow = SlowClients.start(ingest.port(), 1, beginning, 'x', NOW_AND_THEN)) {
            assertTimedOut(slow);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_head_that_stops_is_answered_408_and_the_connection_is_closed() throws IOException {
        try (SlowClients slow = SlowClients.start(ingest.port(), 1, POST, 'x', NEVER)) {
            assertTimedOut(slow);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_head_has_all_of_its_time_however_long_the_one_before_took() throws IOException {
        assertThat(Pieces.statuses(
                        patient.port(),
                        // Two of them are longer than one head may take.
                        LONG.multipliedBy(11).dividedBy(20),
                        "GET /nothing HTTP/1.1\r\nHost: 127",
                        ".0.0.1\r\n\r\nGET /nothing HTTP/1.1\r\nHost: 127",
                        ".0.0.1\r\nConnection: close\r\n\r\n"))
                .hasSize(2)
                .doesNotContain("408");
    }

    private static void assertTimedOut(SlowClients slow) throws IOException {
        RawAnswer answer = RawAnswer.of(slow.answer());
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.headers())
                .containsEntry("Connection", "close")
                .containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.text("type")).isEqualTo("urn:wa-settings:problem:request-timeout");
        assertThat(answer.text("detail")).startsWith("The ");
        assertThat(answer.text("instance")).startsWith("/");
    }
}
