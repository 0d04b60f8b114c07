package io.wasettings.processor.replay;

import static org.awaitility.Awaitility.await;

import io.wasettings.processor.lookup.CommandFilter;
import io.wasettings.testkit.TestBroker;
import io.wasettings.testkit.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A process that replays, and commands of two partners that were given up. */
abstract class GivenUpCommands {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FAST = 1000;

    final ReplayWorld world = new ReplayWorld(TestBroker.bootstrapServers(), TestStore.uri(), "r" + UUID.randomUUID());
    final Replays replays = world.process(Clock.systemUTC());

    @BeforeEach
    void give_up_some() throws Exception {
        world.createTopics();
        for (String id : List.of("acme-0", "acme-1", "acme-2")) {
            world.fail(id, "acme");
        }
        world.fail("beta-0", "beta");
    }

    @AfterEach
    void close() {
        replays.stop();
        world.close();
    }

    Replay run(Selection selection) {
        return awaitEnd(begin(selection));
    }

    Replay begin(Selection selection) {
        return begin(selection, FAST);
    }

    Replay begin(Selection selection, int rate) {
        return replays.begin(new ReplayRequest(selection, rate, "a test", "ada"))
                .orElseThrow();
    }

    Replay awaitEnd(Replay replay) {
        return await().atMost(PATIENCE).until(() -> replays.find(replay.id()).orElseThrow(), Replay::finished);
    }

    static Selection of(String partner) {
        return of(partner, 0);
    }

    static Selection of(String partner, int limit) {
        return new Selection(
                Set.of(), null, new CommandFilter(Set.of(), partner, null, null, null, null, null, null, null), limit);
    }
}
