package io.wasettings.processor;

import static io.wasettings.testkit.Replies.after;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.settings.Secrets;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.testkit.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Order, not time: a slow server answers only when all others have their outcome, however long that takes. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SlowServersIT {

    private static final int PARTNERS = 10;

    private final CountDownLatch othersAreDone = new CountDownLatch(1);
    private final ScriptedServer webhook = ScriptedServer.start(reply(200, ""));
    private final ScriptedServer slow = ScriptedServer.start(after(
            othersAreDone, reply(200, "{\"access_token\": \"t\", \"token_type\": \"Bearer\", \"expires_in\": 60}")));
    private final ProcessorHarness harness = new ProcessorHarness();

    @AfterEach
    void close() {
        harness.close();
        slow.close();
        webhook.close();
    }

    @Test
    void one_slow_token_endpoint_delays_none_of_a_thousand_others_on_the_same_partitions() {
        start("127.0.0.1");

        submitFast(0, 300);
        submitSlow("p0", 0, "http://127.0.0.1:%d/".formatted(slow.port()));
        submitFast(300, 1000);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> harness.terminalCommands() == 1000 && slow.connections() == 1);
        othersAreDone.countDown();

        assertThat(harness.terminal("slow-0").state()).isEqualTo(State.APPLIED);
        assertAllAreApplied();
    }

    /** The host has more commands than the process has slots. */
    @Test
    void one_slow_host_that_many_partners_share_delays_nobody_who_uses_another() {
        int share = 10;
        start(
                "localhost",
                "--wa.settings.processor.concurrency=40",
                "--wa.settings.processor.http.max-connections-per-host=" + share,
                "--wa.settings.processor.retry.delays=1s,5s,10s");

        IntStream.range(0, 120)
                .forEach(i -> submitSlow("s" + i % (2 * PARTNERS), i, "http://localhost:%d/".formatted(slow.port())));
        await().atMost(Duration.ofSeconds(40)).until(() -> slow.requests().size() == share);
        submitFast(0, 300);
        await().atMost(Duration.ofSeconds(70)).until(() -> harness.terminalCommands() == 300);
        assertThat(slow.requests()).hasSize(share);
        othersAreDone.countDown();

        await().atMost(Duration.ofSeconds(100)).until(() -> harness.terminalCommands() == 420);
        assertAllAreApplied();
    }

    /** On the way there a busy machine may have one deferred. */
    private void assertAllAreApplied() {
        assertThat(harness.statuses())
                .filteredOn(Status::terminal)
                .allSatisfy(status -> assertThat(status.state()).isEqualTo(State.APPLIED));
    }

    private void start(String slowHost, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.addAll(List.of(
                "--wa.settings.processor.http.read-timeout=80s",
                "--wa.settings.processor.http.total-timeout=80s",
                "--wa.settings.processor.tokens.exchange-loan=5m",
                "--wa.settings.processor.renewal.loan=5m",
                "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:%d,%s:%d"
                        .formatted(webhook.port(), slowHost, slow.port())));
        harness.start(all.toArray(String[]::new));
    }

    private String webhookUrl() {
        return "http://127.0.0.1:%d/".formatted(webhook.port());
    }

    /** Of ten partners, each command with a key of its own. */
    private void submitFast(int from, int to) {
        IntStream.range(from, to)
                .parallel()
                .forEach(i -> harness.submitBearer(
                        "fast-" + i, "p%d/transactional/+1%05d".formatted(i % PARTNERS, i), webhookUrl()));
    }

    private void submitSlow(String partner, int number, String tokenUrl) {
        harness.submit(
                "slow-" + number,
                "%s/transactional/+2%05d".formatted(partner, number),
                """
                "from": "+2%05d", "webhook_url": "%s", "auth_type": "oauth2", "oauth2": {"grant_type": "client_credentials",
                "token_url": "%s", "client_id": "c%d", "expires_in": 60}""".formatted(number, webhookUrl(), tokenUrl, number),
                new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t")));
    }
}
