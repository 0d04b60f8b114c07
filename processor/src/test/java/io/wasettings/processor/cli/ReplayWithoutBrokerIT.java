package io.wasettings.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.processor.replay.ReplayWorld;
import io.wasettings.testkit.BrokerProcess;
import io.wasettings.testkit.TestStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code replay} when the broker dies under it. */
@Tag("once")
class ReplayWithoutBrokerIT {

    private static final int COMMANDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Terminal terminal = new Terminal();

    @Test
    void a_broker_that_dies_under_a_replay_is_said_within_seconds_and_the_replay_left_to_processors() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start();
                ReplayWorld world =
                        new ReplayWorld(broker.bootstrapServers(), TestStore.uri(), "r" + UUID.randomUUID())) {
            world.createTopics();
            for (int i = 0; i < COMMANDS; i++) {
                world.fail("command-" + i, "acme");
            }

            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> replay(world));
            await().atMost(PATIENCE)
                    .until(() ->
                            world.commands().countDocuments(new Document("replay.batch", new Document("$exists", true)))
                                    > 2);
            broker.kill();

            await().atMost(PATIENCE).until(status::isDone);
            assertThat(status.join()).isEqualTo(2);
            assertThat(terminal.err())
                    .hasLineCount(2)
                    .contains("has not ended here: a processor continues it", "--cancel")
                    .contains("replay: the broker at " + broker.bootstrapServers() + " does not answer");
        }
    }

    private int replay(ReplayWorld world) {
        List<String> arguments = new ArrayList<>(List.of("replay", "--all", "--rate", "2"));
        arguments.addAll(world.arguments());
        return terminal.run(arguments.toArray(String[]::new));
    }
}
