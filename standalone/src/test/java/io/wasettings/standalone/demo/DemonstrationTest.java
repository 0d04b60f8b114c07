package io.wasettings.standalone.demo;

import static io.wasettings.testkit.Replies.close;
import static io.wasettings.testkit.Replies.reply;
import static io.wasettings.testkit.Replies.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.testkit.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A demonstration whose requests are not all answered. */
class DemonstrationTest {

    private static final ScriptedServer.Step APPLIED = reply(200, "{\"state\": \"applied\"}");
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void what_was_answered_is_shown_and_what_was_not_is_said_in_one_line() throws InterruptedException {
        List<String> lines = run(LONG, APPLIED, close());

        assertThat(lines).anyMatch(line -> line.matches(" *documented: client_credentials +200 +applied *"));
        assertEndsAt("documented: refresh_token", "IOException", lines);
    }

    @Test
    void an_answer_that_does_not_come_in_time_is_not_waited_for() throws InterruptedException {
        List<String> lines = run(Duration.ofMillis(200), silence());

        assertEndsAt("documented: client_credentials", "HttpTimeoutException", lines);
    }

    @Test
    void an_answer_that_is_no_json_is_none() throws InterruptedException {
        List<String> lines = run(LONG, reply(502, "<html>"));

        assertEndsAt("documented: client_credentials", "StreamReadException", lines);
    }

    private static void assertEndsAt(String request, String cause, List<String> lines) {
        assertThat(lines)
                .endsWith(
                        "The demonstration ends here: no usable answer to \"" + request + "\" (" + cause + ").",
                        "Serving until stopped (Ctrl-C).");
    }

    private static List<String> run(Duration patience, ScriptedServer.Step... steps) throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ScriptedServer ingest = ScriptedServer.start(steps)) {
            String url = "http://127.0.0.1:" + ingest.port();
            new Demonstration(url, url, url, "token", patience, new PrintStream(out, true, StandardCharsets.UTF_8))
                    .run();
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
