package io.wasettings.processor;

import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.testkit.Conversation;
import io.wasettings.testkit.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("once")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CircuitBreakerIT {

    private static final int COMMANDS = 60;
    private static final int ENOUGH_TO_OPEN = 5;
    /** Two commands at a time, and what is deferred comes again every few hundred milliseconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void an_outage_costs_a_few_calls_and_all_commands_are_applied_when_it_is_over() {
        Outage outage = new Outage();
        try (ScriptedServer webhook = ScriptedServer.start(outage);
                ProcessorHarness harness = new ProcessorHarness()) {
            harness.start(
                    "--wa.settings.processor.concurrency=2",
                    "--wa.settings.processor.concurrency-per-partner=2",
                    "--wa.settings.processor.retry.delays=300ms,2s,2s,2s,4s,8s,16s",
                    "--wa.settings.processor.http.circuit-breaker.minimum-calls=" + ENOUGH_TO_OPEN,
                    "--wa.settings.processor.http.circuit-breaker.open-for=1s",
                    "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:" + webhook.port());

            IntStream.range(0, COMMANDS)
                    .forEach(i -> harness.submitBearer(
                            "c-" + i,
                            "acme/transactional/+1%04d".formatted(i),
                            "http://127.0.0.1:%d/".formatted(webhook.port())));
            await().atMost(PATIENCE).until(() -> retrying(harness) == COMMANDS);
            int callsDuringOutage = webhook.requests().size();
            outage.end();

            await().atMost(PATIENCE).until(() -> harness.terminalCommands() == COMMANDS);
            assertThat(callsDuringOutage).isLessThan(COMMANDS);
            assertThat(harness.statuses())
                    .filteredOn(Status::terminal)
                    .allSatisfy(status -> assertThat(status.state()).isEqualTo(State.APPLIED));
            assertThat(harness.statuses())
                    .filteredOn(status -> status.state() == State.RETRYING)
                    .allSatisfy(status -> assertThat(status.errors())
                            .extracting(FieldMessage::message)
                            .allMatch(cause -> cause.contains("503")));
        }
    }

    @Test
    void a_partner_whose_calls_failed_on_a_shared_host_stops_no_other_partner_there() {
        Outage outage = new Outage();
        try (ScriptedServer shared = ScriptedServer.start(outage);
                ProcessorHarness harness = new ProcessorHarness()) {
            harness.start(
                    "--wa.settings.processor.concurrency=2",
                    "--wa.settings.processor.concurrency-per-partner=2",
                    "--wa.settings.processor.retry.delays=200ms,400ms",
                    "--wa.settings.processor.retry.max-deferral=1h",
                    "--wa.settings.processor.http.circuit-breaker.minimum-calls=" + ENOUGH_TO_OPEN,
                    "--wa.settings.processor.http.circuit-breaker.open-for=1h",
                    "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:" + shared.port());
            String url = "http://127.0.0.1:%d/".formatted(shared.port());
            IntStream.range(0, COMMANDS)
                    .forEach(i -> harness.submitBearer("a-" + i, "acme/transactional/+1%04d".formatted(i), url));
            await().atMost(PATIENCE).until(() -> deferred(harness) > 0);
            outage.end();

            IntStream.range(0, COMMANDS)
                    .forEach(i -> harness.submitBearer("g-" + i, "globex/transactional/+1%04d".formatted(i), url));

            await().atMost(PATIENCE).until(() -> harness.terminalCommands() >= COMMANDS);
            assertThat(harness.statuses())
                    .filteredOn(status -> status.partner().equals("globex"))
                    .allSatisfy(status -> assertThat(status.state()).isEqualTo(State.APPLIED));
        }
    }

    private static long deferred(ProcessorHarness harness) {
        return harness.statuses().stream()
                .filter(status -> status.attempt() == 0)
                .count();
    }

    private static long retrying(ProcessorHarness harness) {
        return harness.statuses().stream()
                .filter(status -> status.state() == State.RETRYING)
                .map(Status::commandId)
                .distinct()
                .count();
    }

    private static final class Outage implements ScriptedServer.Step {

        private volatile boolean over;

        private void end() {
            over = true;
        }

        @Override
        public void answer(Conversation conversation) throws IOException {
            reply(over ? 200 : 503, "").answer(conversation);
        }
    }
}
