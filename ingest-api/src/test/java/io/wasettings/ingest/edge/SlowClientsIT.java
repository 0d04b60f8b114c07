package io.wasettings.ingest.edge;

import static io.wasettings.ingest.edge.SlowClients.BODY;
import static io.wasettings.ingest.edge.SlowClients.NOW_AND_THEN;
import static io.wasettings.ingest.edge.SlowClients.POST;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.TestTokens;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More slow clients than there are threads (200 on JDK 17), on one instance that must go on answering. */
@Timeout(60)
class SlowClientsIT {

    private static final int MANY = 400;
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    @AutoClose
    private static Ingest ingest;

    @BeforeAll
    static void start() {
        ingest = SlowClients.startIngest(DEADLINE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\na",
                "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n3E8\r\n1",
                "Authorization: Bearer nonsense\r\nContent-Length: 1000\r\n\r\n{",
            })
    void bodies_without_a_token_that_never_end_keep_nobody_from_being_answered(String rest) {
        try (SlowClients slow = clients(POST + rest, '1')) {
            assertThat(slow.count()).isEqualTo(MANY);
            assertOthersAreAnswered();
        }
    }

    @Test
    void bodies_with_a_token_that_never_end_keep_nobody_from_being_answered() {
        try (SlowClients slow = clients(
                POST + "Content-Type: application/json\r\nAuthorization: Bearer " + TestTokens.ACME + "\r\n" + BODY,
                ' ')) {
            assertThat(slow.count()).isEqualTo(MANY);
            assertOthersAreAnswered();
        }
    }

    @Test
    void answers_that_are_never_read_keep_nobody_from_being_answered() {
        String documents = "GET /docs/lib/swagger-ui-bundle.js HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".repeat(5);
        try (SlowClients slow = clients(documents, 'x')) {
            assertThat(slow.count()).isEqualTo(MANY);
            assertOthersAreAnswered();
        }
    }

    @Test
    void heads_that_never_end_keep_nobody_from_being_answered() {
        try (SlowClients slow = clients(POST + "X: ", 'x')) {
            assertThat(slow.count()).isEqualTo(MANY);
            assertOthersAreAnswered();
        }
    }

    @Test
    void who_is_refused_while_still_sending_learns_why() throws IOException {
        try (SlowClients slow = SlowClients.start(ingest.port(), 1, POST + BODY, ' ', NOW_AND_THEN)) {
            assertThat(slow.answer()).startsWith("HTTP/1.1 401 ").contains("Connection: close");
        }
    }

    @Test
    void a_large_body_without_a_token_is_answered_401_and_one_that_is_too_large_413() {
        byte[] large = new byte[60_000];

        assertThat(ingest.client().as(null).post("transactional", large).status())
                .isEqualTo(401);
        assertThat(ingest.client().post("transactional", new byte[700_000]).status())
                .isEqualTo(413);
    }

    private static SlowClients clients(String beginning, char next) {
        return SlowClients.start(ingest.port(), MANY, beginning, next, NOW_AND_THEN);
    }

    private static void assertOthersAreAnswered() {
        long start = System.nanoTime();
        assertThat(ingest.client().as(null).get("/actuator/health/liveness").status())
                .isEqualTo(200);
        Answer answer = ingest.client().as(TestTokens.BETA).submit(Bodies.bearer("silent"), "Prefer", "respond-async");
        assertThat(answer.status()).isEqualTo(202);
        // Before any of the slow ones was given up.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE);
    }
}
