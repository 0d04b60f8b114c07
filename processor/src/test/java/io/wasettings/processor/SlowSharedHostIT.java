package io.wasettings.processor;

import static io.wasettings.testkit.Replies.after;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.Secrets;
import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import io.wasettings.testkit.ScriptedServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Order, not time: the slow host answers only when all commands for other hosts have their outcome, however long that
 * takes. It has more commands than the process has slots.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SlowSharedHostIT {

    private static final int SLOTS = 40;
    private static final int SHARE = 10;
    private static final int SLOW_PARTNERS = 20;
    private static final int SLOW_COMMANDS = 120;
    private static final int FAST_COMMANDS = 300;

    @Test
    void one_slow_host_that_many_partners_share_delays_nobody_who_uses_another() {
        CountDownLatch othersAreDone = new CountDownLatch(1);
        try (ScriptedServer webhook = ScriptedServer.start(reply(200, ""));
                ScriptedServer slow = ScriptedServer.start(after(
                        othersAreDone,
                        reply(200, "{\"access_token\": \"t\", \"token_type\": \"Bearer\", \"expires_in\": 60}")));
                ProcessorHarness harness = new ProcessorHarness()) {
            harness.start(
                    "--wa.settings.processor.concurrency=" + SLOTS,
                    "--wa.settings.processor.http.max-connections-per-host=" + SHARE,
                    "--wa.settings.processor.http.read-timeout=80s",
                    "--wa.settings.processor.http.total-timeout=80s",
                    "--wa.settings.processor.tokens.exchange-loan=5m",
                    "--wa.settings.processor.retry.delays=1s,5s,10s",
                    "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:%d,localhost:%d"
                            .formatted(webhook.port(), slow.port()));
            String url = "http://127.0.0.1:%d/".formatted(webhook.port());

            submitSlow(harness, url, "http://localhost:%d/".formatted(slow.port()));
            await().atMost(Duration.ofSeconds(40)).until(() -> slow.requests().size() == SHARE);
            submitFast(harness, url);

            await().atMost(Duration.ofSeconds(70)).until(() -> harness.terminalCommands() == FAST_COMMANDS);
            assertThat(slow.requests()).hasSize(SHARE);
            othersAreDone.countDown();
            await().atMost(Duration.ofSeconds(100))
                    .until(() -> harness.terminalCommands() == FAST_COMMANDS + SLOW_COMMANDS);
            assertThat(harness.statuses())
                    .filteredOn(Status::terminal)
                    .allSatisfy(status -> assertThat(status.state()).isEqualTo(State.APPLIED));
        }
    }

    private static void submitFast(ProcessorHarness harness, String url) {
        IntStream.range(0, FAST_COMMANDS)
                .forEach(i -> harness.submitBearer("fast-" + i, "f%d/transactional/+1%05d".formatted(i % 10, i), url));
    }

    private static void submitSlow(ProcessorHarness harness, String webhookUrl, String tokenUrl) {
        IntStream.range(0, SLOW_COMMANDS)
                .forEach(i -> harness.submit(
                        "slow-" + i,
                        "s%d/transactional/+1%05d".formatted(i % SLOW_PARTNERS, i),
                        """
                        "from": "+1%05d", "webhook_url": "%s", "auth_type": "oauth2", "oauth2": {"grant_type": "client_credentials",
                        "token_url": "%s", "client_id": "c%d", "expires_in": 60}""".formatted(i, webhookUrl, tokenUrl, i),
                        new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t"))));
    }
}
