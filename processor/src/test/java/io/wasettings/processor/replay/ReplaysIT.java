package io.wasettings.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.wasettings.processor.kafka.RecordSizes;
import io.wasettings.processor.lookup.CommandFilter;
import io.wasettings.processor.lookup.CommandRow;
import io.wasettings.testkit.CapturedLog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a replay sends, leaves out and remembers. */
@Tag("once")
class ReplaysIT extends GivenUpCommands {

    @Test
    void a_command_is_sent_with_its_raw_bytes_headers_and_version_and_one_round_more() {
        run(Selections.of("beta-0"));

        ConsumerRecord<byte[], byte[]> record = world.retryRecords().get(0);

        assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("{raw bytes}");
        assertThat(ReplayWorld.header(record, "x-foreign")).isEqualTo("kept");
        assertThat(ReplayWorld.header(record, "ce_id")).isEqualTo("beta-0");
        assertThat(ReplayWorld.header(record, "wa_replays")).isEqualTo("1");
        assertThat(ReplayWorld.header(record, "wa_attempts")).isEqualTo("0");
        assertThat(ReplayWorld.header(record, "wa_version")).contains("1700000000000");
        assertThat(record.headers().lastHeader("wa_cause")).isNull();
    }

    @Test
    void a_filter_means_what_it_matches_and_nothing_else() {
        run(of("acme"));

        assertThat(world.replayed()).containsExactlyInAnyOrder("acme-0", "acme-1", "acme-2");
    }

    @Test
    void a_dry_run_says_what_would_be_left_out_and_why() {
        world.told("acme-0", 0, "applied");
        set("acme-1", "dead_letter.truncated", true);
        set("beta-0", "parked", new Document("by", "ada"));

        ReplayPlan byFilter = replays.plan(Selections.all());
        ReplayPlan byId = replays.plan(Selections.of("acme-0", "acme-1", "acme-2", "beta-0", "nobody"));

        assertThat(byFilter.skipped()).isEqualTo(Map.of(Skip.NO_VALUE, 1, Skip.PARKED, 1));
        assertThat(byFilter.sent()).isEqualTo(1);
        assertThat(byId.skipped()).isEqualTo(Map.of(Skip.NO_VALUE, 1, Skip.NOT_FAILED, 1));
        assertThat(byId.first()).extracting(row -> row.name().id()).containsExactlyInAnyOrder("acme-2", "beta-0");
        assertThat(byId.unknownIds()).containsExactly("nobody");
        assertThat(world.replayed()).isEmpty();
    }

    @Test
    void a_run_leaves_out_what_its_dry_run_left_out() {
        set("acme-1", "dead_letter.truncated", true);

        Replay done = run(of("acme"));

        assertThat(done.progress().matched()).isEqualTo(3);
        assertThat(done.sent()).isEqualTo(2);
        assertThat(done.skipped()).isEqualTo(1);
        assertThat(world.replayed()).containsExactlyInAnyOrder("acme-0", "acme-2");
    }

    @Test
    void what_is_too_large_to_be_a_command_is_left_where_it_lies() throws Exception {
        world.fail("acme-3", "acme", "x".repeat(RecordSizes.LARGEST_SEALED));
        world.fail("acme-4", "acme");

        run(Selections.of("acme-3", "acme-4"));

        assertThat(world.retryRecords())
                .extracting(record -> ReplayWorld.header(record, "ce_id"))
                .containsExactly("acme-4");
    }

    @Test
    void what_was_found_to_be_too_large_is_told_as_that_from_then_on() throws Exception {
        world.fail("gamma-0", "gamma", "x".repeat(RecordSizes.LARGEST_SEALED));
        assertThat(replays.plan(of("gamma")).sent()).isEqualTo(1);

        run(of("gamma"));

        assertThat(replays.plan(of("gamma")).skipped()).isEqualTo(Map.of(Skip.TOO_LARGE, 1));
        assertThat(row("gamma-0").handling().replayable()).isFalse();
        assertThat(row("beta-0").handling().replayable()).isTrue();
    }

    @Test
    void what_the_retry_topic_does_not_take_waits_until_it_does_and_keeps_no_other_from_being_sent() throws Exception {
        world.limitRetries(300_000);
        world.fail("gamma-0", "gamma", "x".repeat(400_000));
        world.fail("gamma-1", "gamma");

        Replay done;
        try (CapturedLog log = CapturedLog.of(Dispatch.class, Level.WARN)) {
            done = run(of("gamma"));
            assertThat(log.lines("replay_left_out"))
                    .extracting(CapturedLog::members)
                    .anySatisfy(told -> assertThat(told)
                            .containsEntry("command_id", "gamma-0")
                            .containsEntry("cause", Dispatch.NOT_TAKEN));
        }

        assertThat(done.state()).isEqualTo(Replay.State.COMPLETED);
        assertThat(done.sent()).isEqualTo(1);
        assertThat(done.skipped()).isEqualTo(1);
        assertThat(world.replayed()).containsExactly("gamma-1");

        world.limitRetries(500_000);
        run(of("gamma"));

        assertThat(world.replayed()).containsExactly("gamma-1", "gamma-0");
    }

    @Test
    void a_command_is_in_one_replay_at_a_time_until_it_fails_again() {
        run(of("beta"));
        assertThat(replays.plan(of("beta")).skipped()).isEqualTo(Map.of(Skip.IN_ANOTHER_REPLAY, 1));
        run(of("beta"));
        assertThat(world.replayed()).containsExactly("beta-0");

        world.told("beta-0", 1, "failed");
        Replay second = run(of("beta"));

        assertThat(second.sent()).isEqualTo(1);
        assertThat(world.retryRecords())
                .extracting(record -> ReplayWorld.header(record, "wa_replays"))
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void many_replays_of_the_same_commands_at_once_send_each_of_them_once() {
        List<Replay> begun =
                IntStream.range(0, 8).mapToObj(i -> begin(Selections.all())).toList();

        begun.forEach(this::awaitEnd);

        assertThat(world.replayed()).containsExactlyInAnyOrder("acme-0", "acme-1", "acme-2", "beta-0");
    }

    @Test
    void it_is_told_what_became_of_the_commands() {
        Replay done = run(Selections.all());
        assertThat(outcomes(done)).isEqualTo(new Outcomes(0, 0, 0, 0, 4));

        world.told("acme-0", 1, "applied");
        world.told("acme-1", 1, "failed");
        world.told("acme-2", 1, "retrying");
        assertThat(outcomes(done)).isEqualTo(new Outcomes(1, 0, 0, 1, 2));

        run(Selections.of("acme-1"));
        world.told("acme-1", 2, "superseded");
        assertThat(outcomes(done)).isEqualTo(new Outcomes(1, 0, 0, 1, 2));
    }

    @Test
    void a_limit_takes_the_oldest() {
        Replay done = run(new Selection(Set.of(), null, CommandFilter.ALL, 2));

        assertThat(done.progress().matched()).isEqualTo(2);
        assertThat(world.replayed()).containsExactlyInAnyOrder("acme-0", "acme-1");
    }

    @Test
    void ids_that_a_limit_leaves_no_room_for_are_known_all_the_same() {
        ReplayPlan plan = replays.plan(new Selection(Set.of("acme-0", "acme-1", "nobody"), null, CommandFilter.ALL, 1));

        assertThat(plan.unknownIds()).containsExactly("nobody");
        assertThat(plan.matched()).isEqualTo(1);
        assertThat(plan.sent()).isEqualTo(1);
    }

    @Test
    void a_record_that_stands_by_its_place_is_known_by_that_and_by_the_id_that_it_names() {
        String place = "wa.commands/0/7";
        world.commands()
                .insertOne(new Document(world.commands().find().first())
                        .append("_id", place)
                        .append("record", place)
                        .append("command_id", "named"));

        for (String id : List.of("named", "wa.commands:0:7")) {
            ReplayPlan plan = replays.plan(Selections.of(id));
            assertThat(plan.sent()).isEqualTo(1);
            assertThat(plan.unknownIds()).isEmpty();
        }
    }

    @Test
    void a_limit_takes_the_oldest_wherever_their_dead_letters_lie() {
        set("acme-2", "created_at", Date.from(Instant.EPOCH));

        run(of("acme", 1));

        assertThat(world.replayed()).containsExactly("acme-2");
    }

    @Test
    void what_the_topic_has_let_go_of_takes_no_room_in_a_limit() throws Exception {
        world.letGo("acme-1");

        ReplayPlan plan = replays.plan(of("acme", 1));
        Replay done = run(of("acme", 1));

        assertThat(plan.skipped()).isEqualTo(Map.of(Skip.NO_VALUE, 2));
        assertThat(plan.first()).extracting(row -> row.name().id()).containsExactly("acme-2");
        assertThat(done.sent()).isEqualTo(1);
        assertThat(done.skipped()).isEqualTo(2);
        assertThat(world.replayed()).containsExactly("acme-2");
    }

    @Test
    void what_is_too_large_takes_no_room_in_a_limit() throws Exception {
        world.fail("gamma-0", "gamma", "x".repeat(RecordSizes.LARGEST_SEALED));
        for (String id : List.of("gamma-1", "gamma-2", "gamma-3")) {
            world.fail(id, "gamma");
        }

        Replay done = run(of("gamma", 2));

        assertThat(done.sent()).isEqualTo(2);
        assertThat(world.retryRecords())
                .extracting(record -> ReplayWorld.header(record, "ce_id"))
                .containsExactly("gamma-1", "gamma-2");
    }

    private Outcomes outcomes(Replay replay) {
        return replays.find(replay.id()).orElseThrow().progress().outcomes();
    }

    private CommandRow row(String id) {
        return CommandRow.of(
                world.commands().find(new Document("command_id", id)).first());
    }

    private void set(String id, String field, Object value) {
        world.commands()
                .updateOne(new Document("_id", "/test " + id), new Document("$set", new Document(field, value)));
    }
}
