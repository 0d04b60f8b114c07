package io.wasettings.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.TestTokens;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients whose next byte is always here already, but never the last: bodies of others are read all the same. */
@Timeout(60)
class EndlessBodiesIT {

    private static final String ONE_BYTE_AT_A_TIME = "1\r\na\r\n".repeat(1000);
    private static final Duration PROMPTLY = Duration.ofSeconds(3);

    @AutoClose
    private static Ingest ingest;

    @BeforeAll
    static void start() {
        ingest = Ingest.ready(Ingest.settings());
        submit();
    }

    @ParameterizedTest
    @ValueSource(strings = {TestTokens.ACME, "nonsense"})
    void bodies_that_come_without_a_pause_keep_nobody_from_being_answered(String token) throws InterruptedException {
        String head = SlowClients.POST + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                + "Authorization: Bearer " + token + "\r\n\r\n";
        try (ReturningClients endless = ReturningClients.start(ingest.port(), 40, head, ONE_BYTE_AT_A_TIME)) {
            TimeUnit.SECONDS.sleep(1);
            long worst = 0;
            for (int i = 0; i < 5; i++) {
                long begun = System.nanoTime();
                assertThat(submit().status()).isEqualTo(202);
                worst = Math.max(worst, System.nanoTime() - begun);
            }
            assertThat(Duration.ofNanos(worst)).isLessThan(PROMPTLY);
            assertThat(endless).isNotNull();
        }
    }

    private static Answer submit() {
        return ingest.client().as(TestTokens.BETA).submit(Bodies.bearer("silent"), "Prefer", "respond-async");
    }
}
