package io.wasettings.processor;

import static io.wasettings.testkit.Replies.after;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.Secrets;
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
 * Order, not time: the slow token endpoint answers only when all others have their outcome, however long that takes.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SlowAmongFastIT {

    private static final int BEFORE = 300;
    private static final int WITH_AND_AFTER = 700;

    @Test
    void one_slow_token_endpoint_delays_none_of_a_thousand_others_on_the_same_partitions() {
        CountDownLatch othersAreDone = new CountDownLatch(1);
        try (ScriptedServer webhook = ScriptedServer.start(reply(200, ""));
                ScriptedServer slow = ScriptedServer.start(after(
                        othersAreDone,
                        reply(200, "{\"access_token\": \"t\", \"token_type\": \"Bearer\", \"expires_in\": 60}")));
                ProcessorHarness harness = new ProcessorHarness()) {
            harness.start(
                    "--wa.settings.processor.http.read-timeout=80s",
                    "--wa.settings.processor.http.total-timeout=80s",
                    "--wa.settings.processor.tokens.exchange-loan=5m",
                    "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:%d,127.0.0.1:%d"
                            .formatted(webhook.port(), slow.port()));
            String url = "http://127.0.0.1:%d/".formatted(webhook.port());

            submitFast(harness, 0, BEFORE, url);
            submitSlow(harness, url, "http://127.0.0.1:%d/".formatted(slow.port()));
            submitFast(harness, BEFORE, BEFORE + WITH_AND_AFTER, url);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> harness.terminalCommands() == BEFORE + WITH_AND_AFTER && slow.connections() == 1);
            assertThat(harness.statuses())
                    .allSatisfy(status -> assertThat(status.state()).isEqualTo(State.APPLIED));
            othersAreDone.countDown();
            assertThat(harness.terminal("slow").state()).isEqualTo(State.APPLIED);
        }
    }

    /** Of ten partners, the slow one among them, each command with a key of its own. */
    private static void submitFast(ProcessorHarness harness, int from, int to, String url) {
        IntStream.range(from, to)
                .parallel()
                .forEach(i -> harness.submitBearer("fast-" + i, "p%d/transactional/+1%05d".formatted(i % 10, i), url));
    }

    private static void submitSlow(ProcessorHarness harness, String webhookUrl, String tokenUrl) {
        harness.submit(
                "slow",
                "p0/transactional/default",
                """
                "webhook_url": "%s", "auth_type": "oauth2", "oauth2": {"grant_type": "client_credentials",
                "token_url": "%s", "client_id": "c", "expires_in": 60}""".formatted(webhookUrl, tokenUrl),
                new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t")));
    }
}
