package io.wasettings.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast a replay goes, when its commands start, and how it is stopped. */
@Tag("once")
class ReplayPaceIT extends GivenUpCommands {

    private static final int MORE = 12;

    @Test
    void a_slow_replay_holds_up_no_other() throws Exception {
        failMoreOfAcme();
        Replay slow =
                replays.begin(new ReplayRequest(of("acme"), 1, null, "ada")).orElseThrow();

        run(of("beta"));

        assertThat(replays.find(slow.id()).orElseThrow().finished()).isFalse();
        assertThat(world.replayed()).contains("beta-0");
    }

    @Test
    void no_more_go_out_in_a_second_than_was_asked_for() {
        long begun = System.nanoTime();

        awaitEnd(replays.begin(new ReplayRequest(Selections.all(), 4, null, "ada"))
                .orElseThrow());

        // The first one goes at once, the other three each a quarter of a second later.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(750));
        assertThat(world.replayed()).hasSize(4);
    }

    @Test
    void commands_of_a_replay_that_goes_as_fast_as_it_can_start_together_when_it_should_be_over() {
        meanMoreThatAreGone(2 * ReplayRequest.UNHINDERED_RATE);
        Instant asked = Instant.now();

        Replay done = awaitEnd(begin(Selections.all(), ReplayRequest.HIGHEST_RATE));

        assertThat(done.sent()).isEqualTo(4);
        assertThat(dues())
                .singleElement(InstanceOfAssertFactories.INSTANT)
                .isBetween(asked.plusSeconds(2), asked.plusSeconds(2).plus(PATIENCE));
    }

    @Test
    void commands_that_are_named_or_replayed_slowly_start_at_once() {
        meanMoreThatAreGone(ReplayRequest.UNHINDERED_RATE);

        awaitEnd(begin(Selections.of("beta-0"), ReplayRequest.HIGHEST_RATE));
        run(of("acme"));

        assertThat(world.replayed()).hasSize(4);
        assertThat(dues()).allSatisfy(due -> assertThat(due).isBeforeOrEqualTo(Instant.now()));
    }

    @Test
    void what_is_cancelled_sends_no_more_and_lets_go_of_the_rest() throws Exception {
        failMoreOfAcme();
        Replay begun =
                replays.begin(new ReplayRequest(of("acme"), 1, null, "ada")).orElseThrow();
        // Not asked of the log, which holds a count for a while.
        await().atMost(PATIENCE).until(() -> world.claims().outcomes(begun.id()).sent() > 0);

        Replay cancelled = replays.cancel(begun.id()).orElseThrow();

        assertThat(cancelled.state()).isEqualTo(Replay.State.CANCELLED);
        Replay rest = run(of("acme"));
        assertThat(rest.sent() + replays.find(begun.id()).orElseThrow().sent()).isEqualTo(3 + MORE);
        assertThat(world.replayed()).hasSize(3 + MORE);
        assertThat(replays.cancel(rest.id()).orElseThrow().state()).isEqualTo(Replay.State.COMPLETED);
        assertThat(replays.cancel("none")).isEmpty();
    }

    @Test
    void what_another_process_cancels_goes_on_for_a_quarter_of_a_second_at_most() throws Exception {
        for (int i = 0; i < 40; i++) {
            world.fail("gamma-" + i, "gamma");
        }
        Replays elsewhere = world.process(Clock.systemUTC());
        // Two together, each fifth of a second.
        Replay begun =
                replays.begin(new ReplayRequest(of("gamma"), 10, null, "ada")).orElseThrow();
        await().atMost(PATIENCE).until(() -> !world.replayed().isEmpty());

        elsewhere.cancel(begun.id());
        int sent = world.replayed().size();

        await().atMost(PATIENCE).until(() -> !replays.isUnderWayHere(begun.id()));
        elsewhere.stop();
        assertThat(world.replayed()).hasSizeLessThanOrEqualTo(sent + 3 * 2);
        int counted = replays.find(begun.id()).orElseThrow().sent();
        assertThat(counted).isEqualTo(world.replayed().size());
        assertThat(replays.plan(of("gamma")).sent()).isEqualTo(40 - counted);
    }

    /** So many that a replay of one in a second goes on for longer than a test is held up by chance. */
    private void failMoreOfAcme() throws Exception {
        for (int i = 0; i < MORE; i++) {
            world.fail("acme-more-" + i, "acme");
        }
    }

    /** So many more that seem to lie on the dead-letter topic, and turn out not to: what lies there is another one. */
    private void meanMoreThatAreGone(int count) {
        Document known =
                world.commands().find(new Document("command_id", "acme-0")).first();
        world.commands()
                .insertMany(IntStream.range(0, count)
                        .mapToObj(i -> new Document(known).append("_id", "/test gone-" + i))
                        .toList());
    }

    /** When those are due that were put onto the first retry topic. */
    private Set<Instant> dues() {
        return world.retryRecords().stream()
                .map(record -> Instant.ofEpochMilli(Long.parseLong(ReplayWorld.header(record, "wa_due"))))
                .collect(Collectors.toSet());
    }
}
