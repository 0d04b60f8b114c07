package io.wasettings.ingest.edge;

import static org.awaitility.Awaitility.await;

import io.wasettings.ingest.support.Ingest;
import io.wasettings.ingest.support.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.core.StandardContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.TomcatWebServer;

/** Clients that leave before their bodies are complete: a shutdown waits for whatever Tomcat still counts. */
class LeavingClientsIT {

    private static final String POST = String.join(
            "\r\n",
            "POST /api/wa/v2/transactional/settings HTTP/1.1",
            "Host: 127.0.0.1",
            "Content-Type: application/json",
            "");

    @AutoClose
    private static Ingest ingest;

    @BeforeAll
    static void start() {
        ingest = Ingest.ready(Ingest.settings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1000\r\n\r\n{",
                "Transfer-Encoding: chunked\r\n\r\n3E8\r\n1",
                "Authorization: Bearer nonsense\r\nContent-Length: 1000\r\n\r\n{",
                "Authorization: Bearer " + TestTokens.ACME + "\r\nContent-Length: 1000\r\n\r\n{",
                "Authorization: Bearer " + TestTokens.ACME + "\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n",
            })
    void nothing_is_left_under_way_of_clients_that_leave(String rest) {
        StandardContext context = tomcat();
        List<SlowClients> leaving = new ArrayList<>();
        // Who is refused is listened to for a second only: so more come until enough are there at once.
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> {
            leaving.add(SlowClients.start(ingest.port(), 50, POST + rest, '1', Duration.ofMillis(20)));
            return context.getInProgressAsyncCount() > 40;
        });

        leaving.forEach(SlowClients::close);

        await().until(() -> context.getInProgressAsyncCount() == 0);
    }

    private static StandardContext tomcat() {
        TomcatWebServer server = (TomcatWebServer) ingest.webServer();
        return (StandardContext) server.getTomcat().getHost().findChildren()[0];
    }
}
