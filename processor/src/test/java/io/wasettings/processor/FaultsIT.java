package io.wasettings.processor;

import static org.awaitility.Awaitility.await;

import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes are killed and connections are cut while hundreds of commands are under way. Afterwards every accepted
 * command has exactly one outcome, and the settings in force are those of the newest command: see {@link Aftermath}.
 *
 * <p>System properties: {@code faults.seed} to run again what has failed, {@code faults.commands} for each scenario and
 * {@code faults.rounds} of each scenario to run longer.
 */
@Tag("faults")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class FaultsIT {

    private static final Logger LOG = LoggerFactory.getLogger(FaultsIT.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SEED = Long.getLong("faults.seed", new Random().nextInt(1_000_000));
    private static final int COMMANDS = Integer.getInteger("faults.commands", 200);
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);

    private static FaultWorld world;

    @BeforeAll
    static void start() {
        LOG.warn("Fault tests with -Dfaults.seed={} -Dfaults.commands={} -Dfaults.rounds={}", SEED, COMMANDS, ROUNDS);
        world = new FaultWorld(SEED);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void a_processor_killed_in_mid_batch_and_started_again_loses_and_doubles_nothing() {
        repeat("processor", 1, commands -> {
            world.killProcessor();
            world.startProcessor();
        });
    }

    @Test
    void a_broker_killed_and_started_again_loses_and_doubles_nothing() {
        repeat("broker", 1, commands -> {
            world.killBroker();
            world.restartBroker();
        });
    }

    @Test
    void while_the_store_is_away_commands_are_accepted_and_applied_when_it_is_back() {
        repeat("store", 1, commands -> {
            world.cutStore();
            awaitRetrying(commands);
            world.mendStore();
        });
    }

    @Test
    void while_the_token_endpoint_is_away_commands_wait_for_it() {
        repeat("token", 1, commands -> {
            world.cutTokenEndpoint();
            awaitRetrying(commands);
            world.mendTokenEndpoint();
        });
    }

    @Test
    void of_two_processors_one_killed_leaves_its_commands_to_the_other() {
        repeat("pair", 2, commands -> world.killProcessor());
    }

    @Test
    void a_full_restart_of_everything_loses_and_doubles_nothing() {
        repeat("all", 1, commands -> {
            world.killProcessor();
            world.killBroker();
            world.cutStore();
            world.startProcessor();
            world.mendStore();
            world.restartBroker();
        });
    }

    /** @param fault what happens in the middle; told what the commands' ids begin with */
    private void repeat(String name, int processors, Consumer<String> fault) {
        Random random = new Random(SEED + name.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            world.haveProcessors(processors);
            String mixName = name + round;
            CommandMix mix = new CommandMix(
                    world.client(), mixName, new Random(random.nextLong()), world.webhookUrl(), world.tokenUrl());
            CompletableFuture<List<SentCommand>> submitted = CompletableFuture.supplyAsync(() -> mix.submit(COMMANDS));
            int underWay = 1 + random.nextInt(COMMANDS / 3);
            await("the first outcomes").atMost(PATIENCE).until(() -> outcomes(mixName + "-") >= underWay);
            fault.accept(mixName + "-");
            Aftermath aftermath = world.aftermath(submitted.join());
            try {
                aftermath.verify();
            } catch (Exception | AssertionError e) {
                throw new AssertionError(mixName + " failed; the processors wrote: " + world.output(), e);
            }
            LOG.warn("{} after {} outcomes: {}", mixName, underWay, aftermath.summary());
        }
    }

    private static void awaitRetrying(String commands) {
        await("commands that wait")
                .atMost(PATIENCE)
                .until(() -> count(commands, status -> status.state() == State.RETRYING) >= COMMANDS / 10);
    }

    private static long outcomes(String commands) {
        return count(commands, Status::terminal);
    }

    private static long count(String commands, Predicate<Status> condition) {
        return world.client().statuses().stream()
                .filter(status -> status.commandId().startsWith(commands))
                .filter(condition)
                .map(Status::commandId)
                .distinct()
                .count();
    }
}
