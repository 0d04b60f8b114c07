package io.wasettings.processor.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.CommandRef;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.SettingsKey.Channel;
import io.wasettings.common.Status;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.common.Status.State;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.CommandLedger.Decision;
import io.wasettings.processor.store.CommandLedger.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every ledger promises. */
abstract class CommandLedgerContract {

    private static final SettingsKey KEY = new SettingsKey("acme", Channel.TRANSACTIONAL, null);

    private final CommandRef command = new CommandRef("/test", UUID.randomUUID().toString());

    abstract CommandLedger ledger();

    @Test
    void a_new_command_is_noted_where_it_was_seen() {
        assertThat(ledger().begin(command, KEY, new Version(10, 1)))
                .isEqualTo(new Entry(new Version(10, 1), Optional.empty(), Set.of()));
    }

    @Test
    void a_repeated_command_counts_from_its_first_appearance() {
        ledger().begin(command, KEY, new Version(10, 1));

        assertThat(ledger().begin(command, KEY, new Version(20, 9)).firstSeen()).isEqualTo(new Version(10, 1));
    }

    @Test
    void the_same_id_of_another_source_is_another_command() {
        ledger().begin(command, KEY, new Version(10, 1));

        assertThat(ledger().begin(new CommandRef("/other", command.id()), KEY, new Version(20, 9))
                        .firstSeen())
                .isEqualTo(new Version(20, 9));
    }

    @Test
    void a_decision_is_told_again_exactly_as_it_was_made() {
        ledger().begin(command, KEY, new Version(10, 1));
        Decision decision = new Decision(status(State.REJECTED), 0);

        assertThat(ledger().decision(command)).isEmpty();

        assertThat(ledger().decide(command, decision)).isEqualTo(decision);

        assertThat(ledger().decision(command)).contains(decision);
        assertThat(ledger().begin(command, KEY, new Version(10, 1)).decision()).contains(decision);
    }

    @Test
    void the_first_decision_stands() {
        ledger().begin(command, KEY, new Version(10, 1));
        Decision first = new Decision(status(State.APPLIED), 0);
        ledger().decide(command, first);

        assertThat(ledger().decide(command, new Decision(status(State.SUPERSEDED), 3)))
                .isEqualTo(first);
    }

    @Test
    void only_a_replay_replaces_a_failure() {
        ledger().begin(command, KEY, new Version(10, 1));
        Decision failed = new Decision(status(State.FAILED), 0);
        ledger().decide(command, failed);
        assertThat(ledger().decide(command, new Decision(status(State.APPLIED), 0)))
                .isEqualTo(failed);

        Decision replayed = new Decision(status(State.APPLIED), 1);
        assertThat(ledger().decide(command, replayed)).isEqualTo(replayed);
    }

    @Test
    void a_decision_on_a_command_that_is_not_noted_is_not_lost_to_the_caller() {
        Decision decision = new Decision(status(State.APPLIED), 0);

        assertThat(ledger().decide(command, decision)).isEqualTo(decision);
    }

    @Test
    void refused_ways_of_authentication_are_remembered() {
        ledger().begin(command, KEY, new Version(10, 1));

        ledger().refuseAuthMethod(command, "client_secret_basic");
        ledger().refuseAuthMethod(command, "client_secret_basic");
        ledger().refuseAuthMethod(command, "client_secret_post");

        assertThat(ledger().begin(command, KEY, new Version(10, 1)).refusedAuthMethods())
                .containsExactlyInAnyOrder("client_secret_basic", "client_secret_post");
    }

    private Status status(State state) {
        return new Status(
                command.id(),
                command.source(),
                "acme",
                "transactional",
                null,
                state,
                2011,
                400,
                "message",
                List.of(new FieldMessage("/from", "wrong")),
                List.of(),
                2,
                null,
                Instant.parse("2026-01-01T00:00:00.123Z"));
    }
}
