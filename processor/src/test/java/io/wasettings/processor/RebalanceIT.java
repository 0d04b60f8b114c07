package io.wasettings.processor;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** Processors come and go in good order while commands flow. */
@Tag("once")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RebalanceIT {

    private static final Logger LOG = LoggerFactory.getLogger(RebalanceIT.class);
    private static final int COMMANDS = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SEED = Long.getLong("faults.seed", new Random().nextInt(1_000_000));

    @Test
    void nothing_is_lost_or_doubled_and_no_refresh_token_is_presented_twice() throws Exception {
        LOG.warn("Rebalances with -Dfaults.seed={}", SEED);
        try (TestPartner partner = TestPartner.start(SEED);
                ProcessorHarness harness = new ProcessorHarness()) {
            String url = "http://127.0.0.1:%d/".formatted(partner.port());
            String[] properties = {
                "--wa.settings.processor.concurrency=16",
                "--wa.settings.processor.concurrency-per-partner=16",
                "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:" + partner.port()
            };
            CommandMix mix = new CommandMix(harness, "rebalance", new Random(SEED), url + "hook", url + "token");

            ConfigurableApplicationContext first = harness.start(properties);
            CompletableFuture<List<SentCommand>> submitted = CompletableFuture.supplyAsync(() -> mix.submit(COMMANDS));
            awaitOutcomes(harness, 20);
            harness.start(properties);
            List<SentCommand> commands = submitted.join();
            CompletableFuture<List<SentCommand>> more = CompletableFuture.supplyAsync(() ->
                    new CommandMix(harness, "more", new Random(SEED), url + "hook", url + "token").submit(COMMANDS));
            awaitOutcomes(harness, distinct(commands) + 20);
            first.close();

            new Aftermath(harness, partner, List.of(), commands).verify();
            new Aftermath(harness, partner, List.of(), more.join()).verify();
        }
    }

    private static void awaitOutcomes(ProcessorHarness harness, long count) {
        await().atMost(PATIENCE).until(() -> harness.terminalCommands() >= count);
    }

    private static long distinct(List<SentCommand> commands) {
        return commands.stream().map(SentCommand::id).distinct().count();
    }
}
