package io.wasettings.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.Secrets;
import io.wasettings.processor.TestKeys;
import io.wasettings.processor.kafka.RecordSizes;
import io.wasettings.processor.replay.Candidate.Place;
import io.wasettings.processor.replay.Candidate.Standing;
import io.wasettings.processor.replay.DeadLetterTopic.Letter;
import io.wasettings.processor.replay.Replay.Progress;
import io.wasettings.testkit.TestBroker;
import io.wasettings.testkit.TestStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a replay of few goes through many commands that cannot be sent. */
@Tag("once")
class DispatchIT {

    private static final int MANY = 1000;
    private static final int SLOW = 1;
    private static final int FAST = 1000;

    @AutoClose
    private final ReplayWorld world =
            new ReplayWorld(TestBroker.bootstrapServers(), TestStore.uri(), "d" + UUID.randomUUID());

    private final List<String> sent = new ArrayList<>();
    private int asked;

    @BeforeEach
    void make_topics() {
        world.createTopics();
    }

    @Test
    void dead_letters_that_are_gone_are_looked_for_many_at_a_time_however_few_may_be_sent() {
        boolean complete = send(gone(), SLOW, 1, () -> true);

        assertThat(complete).isTrue();
        assertThat(sent).isEmpty();
        assertThat(asked).isEqualTo(MANY / 100);
    }

    @Test
    void a_cancel_is_heard_although_nothing_is_found() {
        boolean complete = send(gone(), FAST, 1, () -> asked < 2);

        assertThat(complete).isFalse();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void what_another_replay_has_taken_makes_room_for_the_next_one() throws Exception {
        for (String id : List.of("a", "b", "c", "d")) {
            world.fail(id, "acme");
        }
        List<Candidate> candidates = world.candidates().stream()
                .sorted(Comparator.comparing(Candidate::identity))
                .toList();
        world.claims().claim(new Batch("batch", "another", "ada", candidates.subList(0, 2)), Selections.all());

        send(candidates, FAST, 1, () -> true);

        assertThat(sent).containsExactly("/test c");
    }

    @Test
    void the_largest_command_that_is_read_is_sent_though_it_was_sealed_as_a_whole() throws Exception {
        String value = Base64.getEncoder().encodeToString(new byte[RecordSizes.LARGEST_READ]);
        world.fail("a", "acme", TestKeys.secretBox("k1").seal("dead letter", new Secrets(Map.of("value", value))));

        send(world.candidates(), FAST, 1, () -> true);

        assertThat(sent).containsExactly("/test a");
    }

    @Test
    void a_command_is_sent_however_large_its_headers_are() throws Exception {
        world.fail("a", "acme", "{raw bytes}", new RecordHeader("x-large", new byte[RecordSizes.LARGEST_SEALED]));

        send(world.candidates(), FAST, 1, () -> true);

        assertThat(sent).containsExactly("/test a");
    }

    private boolean send(List<Candidate> candidates, int rate, int limit, BooleanSupplier goesOn) {
        Allowance allowance = new Allowance(rate, limit, nanos -> {});
        BooleanSupplier counted = () -> {
            asked++;
            return goesOn.getAsBoolean();
        };
        try (Dispatch dispatch =
                new Dispatch(replay(), world.letters(), world.claims(), allowance, counted, this::sent)) {
            return dispatch.send(candidates);
        }
    }

    private CompletableFuture<List<Letter>> sent(List<Letter> letters) {
        letters.forEach(letter -> sent.add(letter.command().identity()));
        return CompletableFuture.completedFuture(List.of());
    }

    /** The topic has none of their dead letters. */
    private static List<Candidate> gone() {
        return IntStream.range(0, MANY)
                .mapToObj(i -> new Candidate(
                        "/test " + i,
                        "" + i,
                        Instant.EPOCH,
                        new Standing("failed", 0, false),
                        new Place(i % 2, i, false),
                        null))
                .toList();
    }

    private static Replay replay() {
        ReplayRequest request = new ReplayRequest(Selections.all(), FAST, null, "ada");
        return new Replay("ours", request, Instant.EPOCH, new Progress(0, 0, Outcomes.NONE), null);
    }
}
