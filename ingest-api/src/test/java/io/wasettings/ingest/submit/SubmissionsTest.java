package io.wasettings.ingest.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.ingest.idempotency.InMemoryIdempotencyKeys;
import io.wasettings.ingest.result.Result;
import io.wasettings.ingest.result.Result.Done;
import io.wasettings.ingest.result.Result.Refused;
import io.wasettings.ingest.status.StatusesInMemory;
import io.wasettings.ingest.support.Bodies;
import io.wasettings.ingest.support.RecordingPublisher;
import io.wasettings.ingest.support.Statuses;
import io.wasettings.ingest.support.TestKeys;
import io.wasettings.service.problem.Problem;
import io.wasettings.service.problem.ProblemType;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmissionsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final StatusesInMemory statuses = new StatusesInMemory(1);
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Submissions submissions = new Submissions(
            new CommandFactory(TestKeys.privateBox()),
            new InMemoryIdempotencyKeys(),
            publisher,
            new Outcomes(statuses.board(), statuses.with(publisher), new SubmitMetrics(metrics), Clock.systemUTC()),
            Clock.systemUTC(),
            Runnable::run);

    @Test
    void an_end_that_comes_before_the_acknowledgement_is_not_missed() {
        publisher.onCommand(command -> statuses.board().post(Statuses.told(command.id(), State.APPLIED)));

        assertThat(status(submit(null, LONG)).state()).isEqualTo(State.APPLIED);
        assertThat(waits("ended")).isEqualTo(1);
    }

    @Test
    void when_the_time_is_up_the_command_is_accepted_and_kept() {
        Status status = status(submit(null, Duration.ofMillis(1)));

        assertThat(status.state()).isEqualTo(State.ACCEPTED);
        assertThat(statuses.with(publisher)
                        .find(Statuses.ref(status.commandId()), "acme")
                        .join())
                .map(ToldStatus::status)
                .contains(status);
        assertThat(waits("timeout")).isEqualTo(1);
    }

    @Test
    void a_command_that_the_broker_does_not_take_is_refused_and_nobody_waits() {
        publisher.refuse(true);

        Problem problem = problem(submit(null, LONG));

        assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.retryAfter()).isNotNull();
        assertThat(problem.commandId()).isNull();
        assertThat(statuses.waiting()).isZero();
    }

    @Test
    void a_repetition_of_what_was_not_published_publishes_the_same_command() {
        List<String> attempted = new ArrayList<>();
        publisher.onCommand(command -> attempted.add(command.id()));
        publisher.refuse(true);
        submit("key", Duration.ZERO);
        publisher.refuse(false);

        Status status = status(submit("key", Duration.ZERO));

        assertThat(attempted).hasSize(2).containsOnly(status.commandId());
    }

    @Test
    void a_refusal_is_no_repetition_while_nothing_was_accepted() {
        publisher.refuse(true);
        submit("key", Duration.ZERO);

        Reply refused = submissions.submit(submission("key"), Duration.ZERO).join();

        assertThat(problem(refused.outcome()).type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(refused.repeated()).isFalse();
    }

    @Test
    void a_repetition_of_what_ended_publishes_nothing() {
        publisher.onCommand(command -> statuses.board().post(Statuses.told(command.id(), State.REJECTED)));
        Status first = status(submit("key", LONG));

        Status second = status(submit("key", LONG));

        assertThat(second).isEqualTo(first);
        assertThat(publisher.commands()).hasSize(1);
    }

    @Test
    void a_repetition_of_what_is_under_way_waits_for_its_end() {
        Status first = status(submit("key", Duration.ZERO));
        CompletableFuture<Reply> second = submissions.submit(submission("key"), LONG);

        statuses.board().post(Statuses.told(first.commandId(), State.APPLIED));

        assertThat(status(second.join().outcome()).state()).isEqualTo(State.APPLIED);
        assertThat(publisher.commands()).hasSize(1);
    }

    @Test
    void an_end_from_before_a_replay_ends_no_repetition() {
        Status first = status(submit("key", Duration.ZERO));
        Status retrying = Statuses.of(first.commandId(), State.RETRYING);
        statuses.loseTopic();
        statuses.store(new ToldStatus(retrying, 1));
        CompletableFuture<Reply> second = submissions.submit(submission("key"), LONG);

        statuses.board().post(Statuses.told(first.commandId(), State.FAILED));

        assertThat(second).isNotDone();
    }

    @Test
    void an_end_from_before_a_replay_that_was_told_before_the_request_ends_no_repetition_either() {
        Status first = status(submit("key", Duration.ZERO));
        statuses.board().post(Statuses.told(first.commandId(), State.FAILED));
        statuses.loseTopic();
        statuses.store(new ToldStatus(Statuses.of(first.commandId(), State.RETRYING), 1));

        CompletableFuture<Reply> second = submissions.submit(submission("key"), LONG);

        assertThat(second).isNotDone();
    }

    @Test
    void who_finds_no_place_to_wait_is_answered_at_once() {
        CompletableFuture<Reply> waiting = submissions.submit(submission(null), LONG);

        Reply second = submissions.submit(submission(null), LONG).join();

        assertThat(status(second.outcome()).state()).isEqualTo(State.ACCEPTED);
        assertThat(second.waited()).isFalse();
        assertThat(waiting).isNotDone();
        assertThat(waits("full")).isEqualTo(1);
    }

    @Test
    void who_waits_holds_nothing_of_what_was_published() {
        List<WeakReference<byte[]>> published = new ArrayList<>();
        publisher.onCommand(command -> published.add(new WeakReference<>(command.data())));

        CompletableFuture<Reply> waiting = submissions.submit(submission("key"), LONG);
        publisher.commands().clear();

        assertThat(waiting).isNotDone();
        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(published).hasSize(1).allMatch(value -> value.get() == null);
        });
    }

    @Test
    void without_the_store_an_accepted_command_is_told_on_the_status_topic() {
        statuses.loseStore();

        Status status = status(submit(null, Duration.ZERO));

        assertThat(publisher.statuses())
                .extracting(event -> event.told().status())
                .containsExactly(status);
    }

    @Test
    void a_command_whose_status_nobody_keeps_is_answered_503_with_its_id() {
        statuses.loseStore();
        publisher.onCommand(command -> {});
        CompletableFuture<Reply> waiting = submissions.submit(submission(null), Duration.ofSeconds(2));
        publisher.refuse(true);

        Problem problem = problem(waiting.join().outcome());

        assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.commandId()).isEqualTo(publisher.commands().get(0).id());
        assertThat(problem.retryAfter()).isNotNull();
    }

    private Result<Status> submit(@Nullable String key, Duration patience) {
        return submissions.submit(submission(key), patience).join().outcome();
    }

    private static Submission submission(@Nullable String key) {
        return new Submission(
                "acme",
                Channel.TRANSACTIONAL,
                Bodies.bearer("applied").getBytes(StandardCharsets.UTF_8),
                Optional.ofNullable(key),
                Preference.of(List.of()),
                null);
    }

    private double waits(String outcome) {
        return metrics.get("wa.settings.ingest.waits")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static Status status(Result<Status> outcome) {
        return ((Done<Status>) outcome).value();
    }

    private static Problem problem(Result<Status> outcome) {
        return ((Refused<Status>) outcome).problem();
    }
}
