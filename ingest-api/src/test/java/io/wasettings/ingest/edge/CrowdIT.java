package io.wasettings.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.Ingest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More clients than there are connections, which hold each for as long as they are let, and come back at once. */
@Timeout(60)
class CrowdIT {

    private static final int CONNECTIONS = 40;
    private static final String BODY = Bodies.bearer("silent");

    @AutoClose
    private static Ingest ingest;

    @BeforeAll
    static void start() {
        Map<String, String> settings = Ingest.settings();
        settings.put("server.tomcat.max-connections", String.valueOf(CONNECTIONS));
        // Longer than a test takes.
        settings.put("wa.settings.ingest.head-timeout", "2m");
        ingest = Ingest.ready(settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "POST / HTTP/1.1\r\nX: ", "GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"})
    void more_clients_that_never_end_than_there_are_connections_keep_nobody_from_being_answered(String beginning)
            throws IOException, InterruptedException {
        try (ReturningClients crowd = ReturningClients.start(ingest.port(), 2 * CONNECTIONS, beginning, "")) {
            TimeUnit.SECONDS.sleep(2);
            assertThat(crowd).isNotNull();
            assertThat(Pieces.statuses(ingest.port(), Duration.ZERO, Pieces.submission(BODY, "Connection: close")))
                    .containsExactly("202");
        }
    }
}
