package io.wasettings.processor.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.seal.KeyedHashes;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.CommandStore.Arrival;
import io.wasettings.processor.store.CommandStore.Attempt;
import io.wasettings.processor.store.CommandStore.DeadLetterPlace;
import io.wasettings.processor.store.CommandStore.Known;
import io.wasettings.processor.store.FoundDeadLetters.FoundDeadLetter;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.testkit.StatusOrderContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of commands promises; the order of statuses is part of it. */
abstract class CommandStoreContract extends StatusOrderContract {

    static final String KEY = "acme/transactional/default";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
    static final Attempt ATTEMPT =
            new Attempt(NOW, 0, 1, "failed", "probe", "did not answer", "hooks.example.com", Duration.ofMillis(7));

    private final CommandRef command = new CommandRef("/test", UUID.randomUUID().toString());

    abstract CommandStore store();

    abstract FoundDeadLetters deadLetters();

    /** The offset of the dead letter that is noted of the command. */
    abstract Optional<Long> noted();

    @Override
    protected Told standing(Told first, Told second) {
        store().tell(told(first), ATTEMPT);
        ToldStatus standing = store().tell(told(second), ATTEMPT);
        assertThat(store().standing(command)).contains(standing);
        return new Told(
                standing.status().state().wireName(),
                standing.round(),
                standing.status().attempt());
    }

    @Test
    void a_new_command_is_noted_where_it_was_seen() {
        assertThat(store().begin(arrival(1)))
                .isEqualTo(new Known(KEY, hashes("hash"), new Version(10, 1), Optional.empty(), Set.of()));
    }

    @Test
    void a_repeated_command_counts_from_its_first_appearance_and_keeps_its_content() {
        store().begin(arrival(1));

        Known known =
                store().begin(new Arrival(command, "beta/transactional/default", new Version(20, 9), hashes("other")));

        assertThat(known.firstSeen()).isEqualTo(new Version(10, 1));
        assertThat(known.contentHashes()).isEqualTo(hashes("hash"));
        assertThat(known.hasKey(KEY)).isTrue();
    }

    @Test
    void a_command_that_a_repetition_was_noted_before_counts_from_where_it_appeared_itself() {
        store().begin(arrival(9));

        assertThat(store().begin(arrival(1)).firstSeen()).isEqualTo(new Version(10, 1));
        assertThat(store().begin(arrival(9)).firstSeen()).isEqualTo(new Version(10, 1));
    }

    @Test
    void so_does_one_that_its_repetition_shares_one_hash_of_several_with() {
        store().begin(new Arrival(command, KEY, new Version(10, 9), hashes("opened", "resealed")));

        Known known = store().begin(new Arrival(command, KEY, new Version(10, 1), hashes("opened", "sealed")));

        assertThat(known.firstSeen()).isEqualTo(new Version(10, 1));
        assertThat(known.contentHashes()).isEqualTo(hashes("opened", "sealed"));
    }

    @Test
    void another_command_under_the_name_of_one_leaves_it_where_it_appeared() {
        store().begin(arrival(9));

        Known known = store().begin(new Arrival(command, KEY, new Version(10, 1), hashes("other")));

        assertThat(known.firstSeen()).isEqualTo(new Version(10, 9));
    }

    @Test
    void the_same_id_of_another_source_is_another_command() {
        store().begin(arrival(1));
        CommandRef other = new CommandRef("/other", command.id());

        assertThat(store().begin(new Arrival(other, KEY, new Version(20, 9), hashes("other")))
                        .firstSeen())
                .isEqualTo(new Version(20, 9));
    }

    @Test
    void what_was_told_is_told_again_exactly_as_it_was() {
        store().begin(arrival(1));
        ToldStatus told = told(new Told("rejected", 0, 2));

        assertThat(store().standing(command)).isEmpty();
        assertThat(store().tell(told, ATTEMPT)).isEqualTo(told);

        assertThat(store().standing(command)).contains(told);
        assertThat(store().begin(arrival(1)).standing()).contains(told);
    }

    @Test
    void a_command_that_was_told_of_before_it_was_noted_is_noted_when_it_comes() {
        ToldStatus told = told(new Told("accepted", 0, 1));
        store().tell(told, ATTEMPT);

        assertThat(store().begin(arrival(3)))
                .isEqualTo(new Known(KEY, hashes("hash"), new Version(10, 3), Optional.of(told), Set.of()));
    }

    @Test
    void a_record_alone_has_a_status_of_its_own() {
        ToldStatus told = told(new Told("applied", 0, 1));
        store().tell(told, ATTEMPT);
        ToldStatus intruder = new ToldStatus(status(State.REJECTED, 1, List.of()), 0, "commands/0/" + command.id());

        assertThat(store().tell(intruder, ATTEMPT)).isEqualTo(intruder);

        assertThat(store().standing(command)).contains(told);
    }

    @Test
    void a_record_alone_is_not_taken_for_another_commands_that_lay_there_before_the_topic_was_recreated() {
        String place = "commands/0/" + command.id();
        Status theirs = status(new CommandRef("/test", "another"), State.FAILED, 1, List.of());
        store().tell(new ToldStatus(theirs, 1, place), ATTEMPT);
        ToldStatus own = new ToldStatus(status(State.REJECTED, 1, List.of()), 0, place);

        assertThat(store().tell(own, ATTEMPT)).isEqualTo(own);

        assertThat(store().tell(own, ATTEMPT)).isEqualTo(own);
    }

    @Test
    void a_record_alone_without_an_id_is_not_taken_for_another_partners_either() {
        String place = "commands/0/" + command.id();
        store().tell(new ToldStatus(nameless("other"), 0, place), ATTEMPT);
        ToldStatus own = new ToldStatus(nameless("acme"), 0, place);

        assertThat(store().tell(own, ATTEMPT)).isEqualTo(own);
    }

    @Test
    void refused_ways_of_authentication_are_remembered() {
        store().begin(arrival(1));

        store().refuseAuthMethod(command, AuthMethod.CLIENT_SECRET_BASIC);
        store().refuseAuthMethod(command, AuthMethod.CLIENT_SECRET_BASIC);
        store().refuseAuthMethod(command, AuthMethod.CLIENT_SECRET_POST);

        assertThat(store().begin(arrival(1)).refusedAuthMethods())
                .containsExactlyInAnyOrder(AuthMethod.CLIENT_SECRET_BASIC, AuthMethod.CLIENT_SECRET_POST);
    }

    @Test
    void a_dead_letter_that_is_found_before_it_is_told_that_the_command_failed_is_noted() {
        deadLetters().note(List.of(found(1, 17, 0)));
        store().tell(told(new Told("failed", 0, 1)), ATTEMPT);

        assertThat(noted()).contains(17L);
        assertThat(store().begin(arrival(1)))
                .isEqualTo(new Known(
                        KEY,
                        hashes("hash"),
                        new Version(10, 1),
                        Optional.of(told(new Told("failed", 0, 1))),
                        Set.of()));
    }

    @Test
    void a_dead_letter_that_is_found_while_the_command_is_still_under_way_for_the_store_is_noted() {
        store().begin(arrival(1));
        store().tell(told(new Told("accepted", 0, 1)), ATTEMPT);

        deadLetters().note(List.of(found(1, 17, 0)));

        assertThat(noted()).contains(17L);
    }

    @Test
    void a_dead_letter_that_is_found_after_it_was_told_that_the_command_failed_is_noted() {
        store().tell(told(new Told("failed", 0, 1)), ATTEMPT);
        deadLetters().note(List.of(found(1, 17, 0)));

        assertThat(noted()).contains(17L);
    }

    @Test
    void of_dead_letters_that_are_found_another_one_s_under_the_name_is_not_noted() {
        store().begin(arrival(1));
        store().tell(told(new Told("failed", 0, 1)), ATTEMPT);

        deadLetters().note(List.of(found(7, 18, 2)));
        assertThat(noted()).isEmpty();

        deadLetters().note(List.of(found(1, 17, 1), found(7, 18, 2)));
        assertThat(noted()).contains(17L);
    }

    @Test
    void of_dead_letters_that_are_found_the_later_one_is_noted_in_whatever_order() {
        store().tell(told(new Told("failed", 0, 1)), ATTEMPT);

        deadLetters().note(List.of(found(1, 17, 1)));
        deadLetters().note(List.of(found(1, 11, 0)));

        assertThat(noted()).contains(17L);
    }

    /**
     * @param appeared where what lies there appeared first
     * @param offset where it lies
     * @param minutes when it was given up
     */
    final FoundDeadLetter found(long appeared, long offset, int minutes) {
        return new FoundDeadLetter(
                command.key(),
                KEY,
                new RetryHeaders(2, new Version(10, appeared), Instant.EPOCH, 0),
                new DeadLetterPlace(3, offset, why(minutes)));
    }

    static DeadLetterHeaders why(int minutes) {
        return new DeadLetterHeaders(
                "store", "did not answer", 2012, NOW.plus(Duration.ofMinutes(minutes)), "t-0@0", false, false, null);
    }

    static KeyedHashes hashes(String... all) {
        return new KeyedHashes(List.of(all));
    }

    CommandRef command() {
        return command;
    }

    final Arrival arrival(long offset) {
        return new Arrival(command, KEY, new Version(10, offset), hashes("hash"));
    }

    ToldStatus told(Told told) {
        return new ToldStatus(
                status(State.valueOf(told.state().toUpperCase(Locale.ROOT)), told.attempt(), List.of()), told.round());
    }

    final Status status(State state, int attempt, List<FieldMessage> warnings) {
        return status(command, state, attempt, warnings);
    }

    /** Of a record whose id and source cannot be read. */
    private static Status nameless(String partner) {
        return new Status(
                "",
                null,
                partner,
                "transactional",
                null,
                State.REJECTED,
                2011,
                400,
                "message",
                List.of(),
                List.of(),
                1,
                null,
                NOW);
    }

    static Status status(CommandRef command, State state, int attempt, List<FieldMessage> warnings) {
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
                warnings,
                attempt,
                null,
                NOW);
    }
}
