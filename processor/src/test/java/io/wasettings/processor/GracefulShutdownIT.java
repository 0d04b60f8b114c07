package io.wasettings.processor;

import static io.wasettings.testkit.Replies.after;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.text.Json;
import io.wasettings.testkit.Conversation.Request;
import io.wasettings.testkit.ScriptedServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GracefulShutdownIT {

    private static final int COMMANDS = 60;
    private static final int CONCURRENCY = 8;

    @Test
    void what_runs_is_finished_and_committed_and_the_rest_is_left_to_the_next_process() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        try (ScriptedServer webhook = ScriptedServer.start(after(answers, reply(200, "")));
                ProcessorHarness harness = new ProcessorHarness()) {
            String[] properties = {
                "--wa.settings.processor.concurrency=" + CONCURRENCY,
                "--wa.settings.processor.concurrency-per-partner=" + CONCURRENCY,
                "--wa.settings.processor.http.read-timeout=60s",
                "--wa.settings.processor.http.total-timeout=60s",
                "--wa.settings.processor.tokens.exchange-loan=5m",
                "--wa.settings.processor.renewal.loan=5m",
                "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:" + webhook.port()
            };
            ConfigurableApplicationContext first = harness.start(properties);
            submit(harness, webhook);
            Gauge waiting = first.getBean(MeterRegistry.class)
                    .get("wa.settings.commands.waiting")
                    .gauge();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> webhook.requests().size() == CONCURRENCY && waiting.value() == COMMANDS - CONCURRENCY);

            CompletableFuture<Void> stopping = CompletableFuture.runAsync(first::close);
            await("what waits to be let go").until(() -> waiting.value() == 0);
            answers.countDown();
            stopping.get(60, TimeUnit.SECONDS);
            long finishedByFirst = webhook.requests().size();
            ConfigurableApplicationContext second = harness.start(properties);
            await().atMost(Duration.ofSeconds(40)).until(() -> harness.terminalCommands() == COMMANDS);

            assertThat(finishedByFirst).isEqualTo(CONCURRENCY);
            assertThat(callsByCommand(webhook))
                    .hasSize(COMMANDS)
                    .allSatisfy((id, calls) -> assertThat(calls).as(id).isEqualTo(1));
            assertThat(harness.statuses())
                    .hasSize(COMMANDS)
                    .allSatisfy(status -> assertThat(status.state()).isEqualTo(State.APPLIED));
            assertThat(second.getBean(MeterRegistry.class)
                            .find("wa.settings.records")
                            .tag("kind", "repeated")
                            .counter())
                    .as("deliveries of commands that the first process had finished")
                    .isNull();
        }
    }

    private static void submit(ProcessorHarness harness, ScriptedServer webhook) {
        IntStream.range(0, COMMANDS)
                .forEach(i -> harness.submitBearer(
                        "c-" + i,
                        "p/transactional/+1%04d".formatted(i),
                        "http://127.0.0.1:%d/".formatted(webhook.port())));
    }

    private static Map<String, Long> callsByCommand(ScriptedServer webhook) {
        return webhook.requests().stream()
                .map(Request::body)
                .map(body -> Json.mapper().readTree(body).get("command_id").stringValue())
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }
}
