package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.KEY;
import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.TestKeys;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.probe.ProbeResult;
import io.wasettings.processor.token.TokenResult;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that come again: delivered again, sent again or replayed. */
class RepeatedCommandsTest {

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    @Test
    void a_redelivered_command_is_not_carried_out_again_and_its_status_is_told_again() {
        Delivery delivery = fixture.oauth2("1");
        fixture.handle(delivery);
        fixture.clock.advance(Duration.ofHours(1));

        fixture.handle(delivery);

        assertThat(fixture.tokenRequests).hasSize(1);
        assertThat(fixture.probes).hasSize(1);
        assertThat(fixture.statuses()).hasSize(2);
        assertThat(fixture.statuses().get(1)).isEqualTo(fixture.statuses().get(0));
    }

    @Test
    void a_repeated_command_does_not_replace_what_came_between() {
        Delivery first = fixture.bearer("a");
        fixture.handle(first);
        fixture.handle(fixture.bearer("b"));
        Delivery repeated = fixture.delivery(first.headers(), first.key(), first.value());

        fixture.handle(repeated);

        assertThat(fixture.store.find(KEY).orElseThrow().commandId()).isEqualTo("b");
        assertThat(fixture.lastStatus().commandId()).isEqualTo("a");
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_repeated_command_counts_from_its_first_appearance_even_if_the_store_was_away_then() {
        Commands commands = fixture.commands();
        Delivery first = fixture.bearer("a");
        fixture.commandStore.available(false);
        commands.handle(first, CommandFixture.servers());
        fixture.commandStore.available(true);

        assertIsSupersededWhenRepeated(commands, first);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_repeated_command_counts_from_its_first_appearance_even_if_there_was_no_room_then(boolean storeIsThere) {
        Commands commands = fixture.commands();
        Delivery first = fixture.bearer("a");
        fixture.commandStore.available(storeIsThere);
        commands.defer(first);
        fixture.commandStore.available(true);

        assertIsSupersededWhenRepeated(commands, first);
    }

    @Test
    void a_command_that_was_saved_before_its_outcome_could_be_told_is_applied_without_a_second_token() {
        Delivery delivery = fixture.oauth2("1");
        fixture.handle(delivery);
        // The process dies after saving: the command store knows the command, but no outcome.
        fixture.commandStore.forgetDecision(new CommandRef("/test", "1"));

        fixture.handle(delivery);

        assertThat(fixture.tokenRequests).hasSize(1);
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_command_that_is_in_force_is_applied_even_if_its_url_is_judged_otherwise_since() {
        fixture.dns.answering("hooks.example.com", "10.0.0.1");
        Delivery delivery = fixture.bearer("1");
        fixture.handle(delivery);
        fixture.commandStore.forgetDecision(new CommandRef("/test", "1"));

        fixture.handle(delivery);

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_command_that_is_in_force_is_applied_even_if_its_secrets_cannot_be_opened_since() {
        Delivery delivery = fixture.bearer("1");
        fixture.handle(delivery);
        fixture.commandStore.forgetDecision(new CommandRef("/test", "1"));
        fixture.secretBox = TestKeys.secretBox("k2");

        fixture.handle(delivery);

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_command_that_another_processor_put_in_force_meanwhile_is_applied_even_if_its_webhook_refuses_it_since() {
        Delivery delivery = fixture.bearer("1");
        fixture.webhook = () -> {
            saveElsewhere(delivery);
            return new ProbeResult.Refused("must answer 200");
        };

        fixture.handle(delivery);

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_command_that_another_processor_put_in_force_meanwhile_is_applied_even_if_it_gets_no_token_since() {
        Delivery delivery = fixture.oauth2("1");
        Supplier<TokenResult> granted = fixture.tokenEndpoint;
        fixture.tokenEndpoint = () -> {
            fixture.tokenEndpoint = granted;
            saveElsewhere(delivery);
            return new TokenResult.Refused(new FieldMessage("/oauth2/client_secret", "was refused"));
        };

        fixture.handle(delivery);

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_refusal_is_told_once_the_store_is_back_that_went_away_while_the_webhook_was_asked() {
        fixture.webhook = () -> {
            fixture.store.available(false);
            return new ProbeResult.Refused("must answer 200");
        };
        fixture.handle(fixture.bearer("1"));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);
        fixture.store.available(true);
        fixture.webhook = () -> new ProbeResult.Refused("must answer 200");

        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.REJECTED);
    }

    @Test
    void a_replay_reopens_a_command_that_failed_and_only_such() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        fixture.handle(fixture.bearer("1"));
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.handle(fixture.redelivered("retry.2", 2));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        fixture.webhook = ProbeResult.Passed::new;

        fixture.handle(replayed(fixture.redelivered(TOPICS.deadLetter(), 1), 1));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        int probes = fixture.probes.size();

        fixture.handle(replayed(fixture.redelivered(TOPICS.deadLetter(), 1), 2));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.probes).hasSize(probes);
    }

    @Test
    void what_fails_again_after_the_last_replay_is_parked() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        fixture.handle(fixture.bearer("1"));
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.handle(fixture.redelivered("retry.2", 2));
        assertThat(deadLetterHeaders().parked()).isFalse();

        Delivery replay = replayed(fixture.redelivered(TOPICS.deadLetter(), 1), 2);
        fixture.handle(replay);
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.handle(fixture.redelivered("retry.2", 2));

        assertThat(deadLetterHeaders().parked()).isTrue();
    }

    /** Another processor saves its settings and has not told it yet. */
    private void saveElsewhere(Delivery delivery) {
        fixture.webhook = ProbeResult.Passed::new;
        fixture.handle(delivery);
        fixture.commandStore.forgetDecision(new CommandRef("/test", "1"));
    }

    private DeadLetterHeaders deadLetterHeaders() {
        return DeadLetterHeaders.read(
                fixture.redelivered(TOPICS.deadLetter(), 0).lastHeaders());
    }

    /** After another command of its key that was applied meanwhile. */
    private void assertIsSupersededWhenRepeated(Commands commands, Delivery first) {
        commands.handle(fixture.bearer("b"), CommandFixture.servers());
        Delivery repeated = fixture.delivery(first.headers(), first.key(), first.value());

        commands.handle(repeated, CommandFixture.servers());

        assertThat(fixture.store.find(KEY).orElseThrow().commandId()).isEqualTo("b");
        assertThat(fixture.lastStatus().commandId()).isEqualTo("a");
        assertThat(fixture.lastStatus().state()).isEqualTo(State.SUPERSEDED);
    }

    private static Delivery replayed(Delivery deadLetter, int replays) {
        Delivery replayed = CommandFixture.with(deadLetter, "wa_replays", String.valueOf(replays));
        return CommandFixture.with(replayed, "wa_attempts", "0");
    }
}
