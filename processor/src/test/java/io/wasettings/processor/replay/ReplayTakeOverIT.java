package io.wasettings.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wasettings.service.background.DaemonThreads;
import io.wasettings.testkit.JavaProcess;
import io.wasettings.testkit.MutableClock;
import io.wasettings.testkit.TestBroker;
import io.wasettings.testkit.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Replays that a process left behind: none is lost, nothing is counted twice, and no more is sent than was asked for.
 */
@Tag("once")
class ReplayTakeOverIT {

    /** So many that a slow replay of them goes on for longer than a test is held up by chance. */
    private static final int COMMANDS = 12;

    private static final int SLOW = 1;
    private static final int SWIFT = 6;
    private static final int AT_ONCE = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name = "r" + UUID.randomUUID();
    private final ReplayWorld world = new ReplayWorld(TestBroker.bootstrapServers(), TestStore.uri(), name);
    private final Clock now = Clock.systemUTC();
    private final Replays here = world.process(now);
    private final Replays later = world.process(Clock.offset(now, ReplayLog.SILENCE.plusSeconds(1)));

    @BeforeEach
    void give_up_some() throws Exception {
        world.createTopics();
        for (int i = 0; i < COMMANDS; i++) {
            world.fail("command-" + i, "acme");
        }
    }

    @AfterEach
    void close() {
        here.stop();
        later.stop();
        world.close();
    }

    @Test
    void what_a_stopped_process_left_is_finished_by_another_without_beginning_anew() {
        Replay begun = begin(Selections.all());
        here.stop();

        takeOverSwiftly();

        Replay done = awaitEnd(begun);
        assertThat(done.state()).isEqualTo(Replay.State.COMPLETED);
        assertThat(done.request().requestedBy()).isEqualTo("alice");
        assertThat(done.sent()).isEqualTo(COMMANDS);
        // What was on its way when the process stopped may come twice, which is safe.
        assertThat(world.replayed()).hasSizeBetween(COMMANDS, COMMANDS + 1);
        assertThat(Set.copyOf(world.replayed())).hasSize(COMMANDS);
    }

    @Test
    void what_a_killed_process_left_is_on_record_as_it_is_and_finished() {
        JavaProcess process = JavaProcess.start(
                Killed.class, List.of("-Xmx128m"), List.of(TestBroker.bootstrapServers(), TestStore.uri(), name));
        await().atMost(PATIENCE).until(() -> !here.latest(1).isEmpty());
        awaitSent(here.latest(1).get(0), 3);
        process.close();

        Replay left = later.latest(1).get(0);
        assertThat(left.state()).isEqualTo(Replay.State.RUNNING);
        assertThat(left.progress().matched()).isEqualTo(COMMANDS);
        assertThat(Set.copyOf(world.replayed())).hasSizeBetween(left.sent(), left.sent() + 1);
        takeOverSwiftly();

        Replay done = awaitEnd(left);
        assertThat(done.sent()).isEqualTo(COMMANDS);
        assertThat(done.skipped()).isZero();
        assertThat(Set.copyOf(world.replayed())).hasSize(COMMANDS);
    }

    @Test
    void what_was_sent_and_decided_before_a_kill_let_it_be_noted_is_counted() {
        Replay begun = begin(Selections.all());
        here.stop();
        Document sent = forgetOneNote(begun);
        world.told(sent.getString("command_id"), 1, "applied");

        takeOverSwiftly();

        Replay done = awaitEnd(begun);
        assertThat(done.sent()).isEqualTo(COMMANDS);
        assertThat(done.progress().outcomes().applied()).isEqualTo(1);
    }

    @Test
    void what_was_sent_and_neither_noted_nor_begun_before_a_kill_counts_once() {
        Replay begun = begin(Selections.all());
        here.stop();
        forgetOneNote(begun);

        takeOverSwiftly();

        assertThat(awaitEnd(begun).sent()).isEqualTo(COMMANDS);
        assertThat(Set.copyOf(world.replayed())).hasSize(COMMANDS);
    }

    @Test
    void what_was_taken_and_not_sent_before_a_kill_is_sent_by_the_next() {
        Replay begun = begin(Selections.all());
        here.stop();
        Claims claims = world.claims();
        claims.claim(
                new Batch(claims.reserve(begun.id(), 1).get(0), begun.id(), "alice", world.candidates()),
                Selections.all());

        takeOverSwiftly();

        assertThat(awaitEnd(begun).sent()).isEqualTo(COMMANDS);
        assertThat(Set.copyOf(world.replayed())).hasSize(COMMANDS);
    }

    @Test
    void what_was_taken_between_a_cancel_and_a_kill_is_given_back_and_does_not_count() {
        Replay begun = begin(Selections.all());
        here.stop();
        claimTheRestAfterACancel(begun);

        new TakeOver(later).work();

        Replay cancelled = find(begun);
        assertThat(cancelled.state()).isEqualTo(Replay.State.CANCELLED);
        assertThat(Set.copyOf(world.replayed())).hasSizeBetween(cancelled.sent(), cancelled.sent() + 1);
        assertThat(later.plan(Selections.all()).sent()).isEqualTo(COMMANDS - cancelled.sent());
    }

    @Test
    void what_was_cancelled_a_moment_ago_is_left_to_the_process_that_runs_it() {
        Replay begun = begin(Selections.all());
        here.stop();
        claimTheRestAfterACancel(begun);
        Replays other = world.process(now);

        new TakeOver(other).work();

        assertThat(other.plan(Selections.all()).sent()).isZero();
        assertThat(find(begun).sent()).isLessThan(COMMANDS);
        other.stop();
    }

    @Test
    void what_was_sent_before_a_cancel_and_a_kill_let_it_be_noted_counts_however_late_that_is_found() {
        Replay begun = begin(Selections.all());
        here.stop();
        forgetOneNote(begun);
        later.cancel(begun.id());
        Set<String> sent = Set.copyOf(world.replayed());
        sent.forEach(id -> world.told(id, 1, "applied"));
        Replays muchLater = world.process(Clock.offset(now, ReplayLog.SILENCE.multipliedBy(3)));
        assertThat(muchLater.find(begun.id()).orElseThrow().sent()).isLessThan(sent.size());

        new TakeOver(muchLater).work();

        assertThat(muchLater.find(begun.id()).orElseThrow().progress().outcomes())
                .isEqualTo(new Outcomes(sent.size(), 0, 0, 0, 0));
        muchLater.stop();
    }

    @Test
    void one_that_makes_progress_is_left_alone() {
        Replay begun = here.begin(atRate(SWIFT, Selections.all())).orElseThrow();
        awaitSent(begun, 1);
        Replays other = world.process(now);

        new TakeOver(other).work();
        other.stop();

        assertThat(awaitEnd(begun).sent()).isEqualTo(COMMANDS);
        assertThat(world.replayed()).hasSize(COMMANDS);
    }

    @Test
    void one_taken_over_sends_no_more_than_its_limit() {
        Replay begun = begin(new Selection(Set.of(), null, Selections.all().filter(), 3));
        here.stop();

        takeOverSwiftly();

        assertThat(awaitEnd(begun).sent()).isEqualTo(3);
        assertThat(Set.copyOf(world.replayed())).hasSize(3);
    }

    @Test
    void one_that_only_waits_here_is_not_begun_here_a_second_time() {
        MutableClock clock = new MutableClock();
        clock.advance(Duration.between(clock.instant(), now.instant()));
        Replays waiting = world.process(clock);
        Replay begun = waiting.begin(atRate(SWIFT, Selections.all())).orElseThrow();
        awaitSent(begun, 1);
        clock.advance(ReplayLog.SILENCE.plusSeconds(1));

        new TakeOver(waiting).work();

        awaitEnd(begun);
        waiting.stop();
        assertThat(world.replayed()).hasSize(COMMANDS);
    }

    @Test
    void one_that_the_broker_interrupted_stays_on_record_as_running() {
        Replays cutOff = world.processWithoutBroker();
        Replay begun = cutOff.begin(atRate(SLOW, Selections.all())).orElseThrow();
        await().atMost(PATIENCE).until(() -> !cutOff.isUnderWayHere(begun.id()));

        assertThat(find(begun).state()).isEqualTo(Replay.State.RUNNING);
        takeOverSwiftly();

        assertThat(awaitEnd(begun).sent()).isEqualTo(COMMANDS);
        cutOff.stop();
    }

    @Test
    void one_for_which_no_thread_was_to_be_had_is_taken_over_later_even_by_the_same_process() {
        MutableClock clock = new MutableClock();
        clock.advance(Duration.between(clock.instant(), now.instant()));
        AtomicInteger asked = new AtomicInteger();
        Replays starved = world.process(clock, task -> {
            if (asked.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return DaemonThreads.named("replay").newThread(task);
        });
        assertThatThrownBy(() -> starved.begin(atRate(SWIFT, Selections.all()))).isInstanceOf(OutOfMemoryError.class);
        Replay left = here.latest(1).get(0);
        assertThat(starved.isUnderWayHere(left.id())).isFalse();
        clock.advance(ReplayLog.SILENCE.plusSeconds(1));

        new TakeOver(starved).work();

        assertThat(awaitEnd(left).sent()).isEqualTo(COMMANDS);
        starved.stop();
    }

    /** Has sent at least one when this returns. */
    private Replay begin(Selection selection) {
        Replay begun = here.begin(atRate(SLOW, selection)).orElseThrow();
        awaitSent(begun, 1);
        // A count may be ahead of the broker by what is taken while it counts.
        await().atMost(PATIENCE).until(() -> !world.replayed().isEmpty());
        return begun;
    }

    /** Not asked of the log, which holds a count for a while. */
    private void awaitSent(Replay replay, int sent) {
        await().atMost(PATIENCE)
                .until(() -> world.claims().outcomes(replay.id()).sent() >= sent);
    }

    /** The next process sends the rest at a rate at which nobody has to wait for it. */
    private void takeOverSwiftly() {
        world.replays().updateMany(new Document(), new Document("$set", new Document("rate", AT_ONCE)));
        new TakeOver(later).work();
    }

    /** What the process that runs it does within the quarter of a second in which it does not know of the cancel. */
    private void claimTheRestAfterACancel(Replay replay) {
        Claims claims = world.claims();
        String batch = claims.reserve(replay.id(), 1).get(0);
        later.cancel(replay.id());
        claims.claim(new Batch(batch, replay.id(), "alice", world.candidates()), Selections.all());
    }

    /** Makes one command as a kill leaves it between its sending and the note of that; returns it as it was. */
    private Document forgetOneNote(Replay replay) {
        Document sent = world.commands()
                .find(new Document("replay.id", replay.id())
                        .append("command_id", new Document("$in", world.replayed())))
                .first();
        String batch = sent.get("replay", Document.class).getString("batch");
        world.replays().updateOne(new Document(), new Document("$set", new Document("unsent." + batch, true)));
        return sent;
    }

    private Replay awaitEnd(Replay replay) {
        return await().atMost(PATIENCE).until(() -> find(replay), Replay::finished);
    }

    private Replay find(Replay replay) {
        return here.find(replay.id()).orElseThrow();
    }

    private static ReplayRequest atRate(int perSecond, Selection selection) {
        return new ReplayRequest(selection, perSecond, "a test", "alice");
    }

    /** Begins a replay and goes on until it is killed. */
    public static final class Killed {

        private Killed() {}

        public static void main(String... args) throws InterruptedException {
            ReplayWorld world = new ReplayWorld(args[0], args[1], args[2]);
            world.process(Clock.systemUTC()).begin(atRate(SLOW, Selections.all()));
            new CountDownLatch(1).await();
        }
    }
}
