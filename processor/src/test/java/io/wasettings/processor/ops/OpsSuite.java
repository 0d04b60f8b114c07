package io.wasettings.processor.ops;

import static io.wasettings.processor.ops.OpsClient.json;
import static io.wasettings.testkit.Replies.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.ProcessorHarness;
import io.wasettings.testkit.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/**
 * One processor for all suites of the operations port, started when the first one asks for it, and a webhook that is
 * down until a test says otherwise. Tests keep apart by their partners.
 */
abstract class OpsSuite {

    static final AtomicInteger WEBHOOK_STATUS = new AtomicInteger();
    static final ScriptedServer WEBHOOK =
            ScriptedServer.start(conversation -> reply(WEBHOOK_STATUS.get(), "").answer(conversation));
    static final ProcessorHarness HARNESS = new ProcessorHarness();
    static final OpsClient OPS = start();

    final String id = UUID.randomUUID().toString();
    final String partner = "acme" + id.substring(0, 8);
    final String key = partner + "/transactional/default";

    private static OpsClient start() {
        try {
            OpsClient ops = OpsClient.of(HARNESS.start(
                    "--wa.settings.processor.ops.tokens-file=" + OpsClient.tokensFile(),
                    "--wa.settings.processor.ops.backlog-interval=200ms",
                    "--wa.settings.processor.retry.max-replays=2",
                    // One webhook fails for some tests and works for others.
                    "--wa.settings.processor.http.circuit-breaker.enabled=false",
                    // What a test lets stop stays as it is.
                    "--wa.settings.processor.renewal.enabled=false",
                    "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:" + WEBHOOK.port()));
            Runtime.getRuntime().addShutdownHook(new Thread(OpsSuite::stop, "stop-ops-suite"));
            return ops;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop() {
        HARNESS.close();
        WEBHOOK.close();
    }

    @BeforeEach
    void the_webhook_is_down() {
        WEBHOOK_STATUS.set(503);
    }

    JsonNode replay(String order) {
        HttpResponse<String> begun = OPS.post("/ops/replays", order);
        assertThat(begun.statusCode()).isEqualTo(202);
        String location = begun.headers().firstValue("Location").orElseThrow();
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> json(OPS.get(location)),
                        replay -> !replay.path("state").asString().equals("running"));
    }

    JsonNode plan(String order) {
        return json(OPS.post("/ops/replays", order.replace("}", ", \"dry_run\": true}")));
    }

    /** The id of a command that is in force. */
    String apply() {
        String command = UUID.randomUUID().toString();
        HARNESS.submitBearer(command, key, url());
        assertThat(HARNESS.terminal(command).state()).isEqualTo(State.APPLIED);
        await().until(() -> json(OPS.get("/ops/commands/" + command))
                .path("state")
                .asString()
                .equals("applied"));
        return command;
    }

    /** A command whose retries are spent, as far as operators see it. */
    void fail(String command) {
        HARNESS.submitBearer(command, key, url());
        assertThat(HARNESS.terminal(command).state()).isEqualTo(State.FAILED);
        awaitReplayable(command);
    }

    static String pathOf(String command) {
        return "/ops/commands/" + UriUtils.encode(command, UTF_8);
    }

    static void awaitReplayable(String command) {
        await().until(
                        () -> json(OPS.get(pathOf(command))),
                        failed -> failed.path("replayable").asBoolean());
    }

    static void awaitState(String command, State state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(states(command)).endsWith(state));
    }

    private static List<State> states(String command) {
        return HARNESS.statuses().stream()
                .filter(status -> status.commandId().equals(command))
                .map(Status::state)
                .toList();
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json(answer).path("detail").asString()).contains(detail);
    }

    static String url() {
        return "http://127.0.0.1:" + WEBHOOK.port() + "/hook";
    }
}
