package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.KEY;
import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.probe.ProbeResult;
import io.wasettings.processor.store.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands on retry topics of which all but the retry headers can be read. */
class UnreadableRetryHeadersTest {

    private static final CommandRef NAME = new CommandRef("/test", "1");

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    private Delivery first;

    @BeforeEach
    void a_command_waits_for_its_second_attempt() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        first = fixture.bearer("1");
        fixture.handle(first);
        fixture.webhook = ProbeResult.Passed::new;
    }

    @ParameterizedTest
    @CsvSource({
        "wa_attempts, -1",
        "wa_attempts, x",
        "wa_attempts, ",
        "wa_due, tomorrow",
        "wa_version, 7",
        "wa_version, ",
        "wa_version_log, here"
    })
    void the_command_is_told_to_have_failed(String name, String value) {
        handleWith(name, value);

        Status told = fixture.lastStatus();
        assertThat(told.state()).isEqualTo(State.FAILED);
        assertThat(told.errors())
                .containsExactly(new FieldMessage("", "The retry headers are missing, malformed or out of bounds."));
        assertThat(fixture.commandStore.standing(NAME))
                .map(standing -> standing.status().state())
                .contains(State.FAILED);
        assertThat(fixture.commandStore.deadLetter(NAME.key())).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"wa_attempts, x", "wa_version, "})
    void its_replay_replaces_what_is_older(String name, String value) {
        handleWith(name, value);

        fixture.handle(replay(1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.store.find(KEY)).map(Settings::version).contains(first.version());
    }

    @Test
    void its_replay_does_not_replace_what_is_newer() {
        handleWith("wa_version", null);
        fixture.handle(fixture.bearer("2"));

        fixture.handle(replay(1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.SUPERSEDED);
    }

    @Test
    void a_replay_that_waits_is_told_to_have_failed_as_that_replay() {
        handleWith("wa_attempts", "x");
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        fixture.handle(replay(1));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);

        handleWith("wa_due", "tomorrow");

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.commandStore.standing(NAME)).hasValueSatisfying(standing -> {
            assertThat(standing.status().state()).isEqualTo(State.FAILED);
            assertThat(standing.round()).isEqualTo(1);
        });
    }

    @Test
    void of_other_content_under_that_name_the_command_is_told_nothing() {
        Delivery retry = fixture.redelivered("retry.1", 1);
        Delivery other =
                fixture.command("1", "\"auth_type\": \"bearer\"", new Secrets(Map.of(Secrets.API_KEY, "another")));

        fixture.handle(new Delivery(1, retry.place(), other.key(), other.value(), other.headers()));

        assertThat(fixture.commandStore.standing(NAME))
                .map(standing -> standing.status().state())
                .contains(State.RETRYING);
    }

    @Test
    void of_two_commands_that_nobody_had_noted_the_second_replaces_nothing() {
        handleReplayOf(fixture.bearer("2"));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);

        handleReplayOf(fixture.bearer("3"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.SUPERSEDED);
        assertThat(fixture.store.find(KEY)).map(Settings::commandId).contains("2");
    }

    @Test
    void a_command_that_nobody_had_noted_is_applied_though_it_was_saved_before_its_outcome_could_be_told() {
        handleReplayOf(fixture.bearer("2"));
        fixture.commandStore.forgetDecision(new CommandRef("/test", "2"));

        fixture.handle(replay(1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.probes).hasSize(2);
    }

    @Test
    void other_content_under_the_name_of_a_command_that_nobody_had_noted_is_rejected() {
        Secrets secrets = new Secrets(Map.of(Secrets.API_KEY, "another"));
        handleReplayOf(fixture.bearer("2"));

        fixture.handle(withoutRetryHeaders(fixture.command("2", "\"auth_type\": \"bearer\"", secrets)));
        fixture.handle(replay(1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.REJECTED);
    }

    /** Puts the command onto the first retry topic as an operator may who forgets these headers, and replays it. */
    private void handleReplayOf(Delivery command) {
        fixture.handle(withoutRetryHeaders(command));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        fixture.handle(replay(1));
    }

    private Delivery withoutRetryHeaders(Delivery command) {
        return new Delivery(1, fixture.place("retry.1"), command.key(), command.value(), command.headers());
    }

    /** As it comes back from its retry topic, with that header in place of its own, or without. */
    private void handleWith(String name, String value) {
        Delivery retry = fixture.redelivered("retry.1", 1);
        retry.headers().removeIf(header -> header.key().equals(name));
        fixture.handle(value == null ? retry : CommandFixture.with(retry, name, value));
    }

    /** The last dead letter as operators put it onto the first retry topic. */
    private Delivery replay(int round) {
        Delivery deadLetter = fixture.redelivered(TOPICS.deadLetter(), 1);
        RecordHeaders headers = new RecordHeaders(deadLetter.headers());
        RetryHeaders before = RetryHeaders.read(deadLetter.lastHeaders()).orElse(RetryHeaders.OLDEST);
        new RetryHeaders(0, before.version(), Instant.EPOCH, round).write(headers);
        return new Delivery(
                1, fixture.place("retry.1"), deadLetter.key(), deadLetter.value(), List.of(headers.toArray()));
    }
}
