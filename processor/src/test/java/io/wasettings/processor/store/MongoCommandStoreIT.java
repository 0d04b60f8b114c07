package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.addToSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.lookup.CommandRow;
import io.wasettings.processor.store.CommandStore.Arrival;
import io.wasettings.processor.store.CommandStore.Attempt;
import io.wasettings.processor.store.CommandStore.DeadLetterPlace;
import io.wasettings.processor.store.FoundDeadLetters.FoundDeadLetter;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.service.status.CommandStatuses;
import io.wasettings.testkit.MutableClock;
import io.wasettings.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class MongoCommandStoreIT extends CommandStoreContract {

    private static final MongoDatabase DATABASE = TestStore.client().getDatabase(TestStore.newDatabase());

    private final MutableClock clock = new MutableClock();
    private final CommandStore store = new MongoCommandStore(DATABASE, clock, Duration.ofDays(30));
    private final FoundDeadLetters deadLetters = new MongoFoundDeadLetters(DATABASE, clock, Duration.ofDays(30));

    @Override
    CommandStore store() {
        return store;
    }

    @Override
    FoundDeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    Optional<Long> noted() {
        return NotedDeadLetter.of(document()).map(NotedDeadLetter::offset);
    }

    @Test
    void of_a_record_that_lay_there_before_the_topic_was_recreated_nothing_is_left() {
        String place = "commands/0/" + command().id();
        Status theirs = status(new CommandRef("/test", "another"), State.FAILED, 1, List.of());
        store.tell(new ToldStatus(theirs, 1, place), ATTEMPT);
        store.deadLettered(place, new DeadLetterPlace(3, 17, why(0)));

        store.tell(new ToldStatus(status(State.FAILED, 1, List.of()), 0, place), ATTEMPT);

        Document document = document(place);
        assertThat(document.getList("attempts", Document.class)).hasSize(1);
        assertThat(document).doesNotContainKey("dead_letter");
    }

    @Test
    void attempts_are_kept_the_newest_twenty() {
        for (int attempt = 1; attempt <= 25; attempt++) {
            store.tell(
                    told(new Told("retrying", 0, attempt)),
                    new Attempt(
                            clock.instant(), 0, attempt, "retrying", "token", "away", "h.example.com", Duration.ZERO));
        }

        List<Document> attempts = document().getList("attempts", Document.class);

        assertThat(attempts).hasSize(20);
        assertThat(attempts.get(19))
                .isEqualTo(new Document("at", Date.from(clock.instant()))
                        .append("round", 0)
                        .append("attempt", 25)
                        .append("step", "token")
                        .append("outcome", "retrying")
                        .append("cause", "away")
                        .append("host", "h.example.com")
                        .append("duration_ms", 0L));
    }

    @Test
    void a_command_is_whose_its_status_tells_though_its_key_names_another_partner() {
        store.begin(new Arrival(command(), "beta/conversational/+14155552671", new Version(10, 1), hashes("hash")));

        ToldStatus told = store.tell(told(new Told("failed", 0, 1)), ATTEMPT);

        assertThat(statuses().newest(command().id(), "acme", null)).contains(told);
        assertThat(statuses().newest(command().id(), "beta", null)).isEmpty();
        assertThat(document()).containsEntry("channel", "transactional").containsEntry("from", null);
    }

    @Test
    void what_a_command_holds_is_noted_as_a_text_of_one_hash_a_line() {
        store.begin(new Arrival(command(), KEY, new Version(10, 1), hashes("opened", "sealed")));

        assertThat(document()).containsEntry("content_hash", "opened\nsealed");
    }

    @Test
    void ways_of_authentication_are_noted_by_name_and_a_name_that_is_not_known_here_counts_as_none() {
        store.begin(arrival(1));
        store.refuseAuthMethod(command(), AuthMethod.CLIENT_SECRET_POST);
        assertThat(document().getList("refused_auth_methods", String.class)).containsExactly("client_secret_post");

        DATABASE.getCollection("commands")
                .updateOne(eq(command().key()), addToSet("refused_auth_methods", "tls_client_auth"));

        assertThat(store.begin(arrival(1)).refusedAuthMethods()).containsExactly(AuthMethod.CLIENT_SECRET_POST);
    }

    @Test
    void where_the_dead_letter_lies_is_noted() {
        ToldStatus failed = told(new Told("failed", 0, 1));
        store.tell(failed, new Attempt(clock.instant(), 0, 1, "failed", "probe", "away", null, Duration.ZERO));

        store.deadLettered(failed.subject(), new DeadLetterPlace(3, 17, why(1)));
        store.deadLettered(failed.subject(), new DeadLetterPlace(3, 11, why(0)));

        assertThat(document().get("dead_letter", Document.class))
                .containsEntry("partition", 3)
                .containsEntry("offset", 17L);
    }

    @Test
    void a_later_dead_letter_counts_although_the_clock_of_its_process_is_behind() {
        ToldStatus failed = told(new Told("failed", 0, 1));
        store.tell(failed, new Attempt(clock.instant(), 0, 1, "failed", "probe", "away", null, Duration.ZERO));
        store.deadLettered(failed.subject(), new DeadLetterPlace(3, 17, why(2)));

        store.deadLettered(failed.subject(), new DeadLetterPlace(3, 18, why(1)));

        assertThat(document().get("dead_letter", Document.class)).containsEntry("offset", 18L);
    }

    @Test
    void what_failed_while_the_store_was_away_is_listed_by_its_step_and_can_be_replayed() {
        store.tell(told(new Told("retrying", 0, 1)), retrying("token"));

        deadLetters.note(List.of(found(1, 17, 0)));
        statuses().keep(List.of(told(new Told("failed", 0, 2))));

        assertThat(failed()).singleElement().satisfies(row -> {
            assertThat(row.name().id()).isEqualTo(command().id());
            assertThat(row.handling().replayable()).isTrue();
            assertThat(row.blame().step()).isEqualTo("store");
            assertThat(row.blame().cause()).isEqualTo("did not answer");
        });
    }

    @Test
    void so_is_what_the_store_had_never_heard_of_whatever_the_projections_bring_first() {
        deadLetters.note(List.of(found(1, 17, 0)));
        assertThat(statuses().find(command())).isEmpty();
        statuses().keep(List.of(told(new Told("failed", 0, 2))));

        assertThat(failed()).singleElement().satisfies(row -> {
            assertThat(row.name().id()).isEqualTo(command().id());
            assertThat(row.name().source()).isEqualTo(command().source());
            assertThat(row.handling().replayable()).isTrue();
            assertThat(row.blame().step()).isEqualTo("store");
        });
    }

    @Test
    void and_found_by_its_key() {
        deadLetters.note(List.of(found(1, 17, 0)));
        statuses().keep(List.of(told(new Told("failed", 0, 2))));

        assertThat(DATABASE.getCollection("commands").find(eq("key", KEY)))
                .extracting(document -> document.getString("_id"))
                .contains(command().key());
    }

    @Test
    void a_record_whose_sender_cannot_be_read_is_not_found_among_the_default_one_s() {
        String place = "commands/0/" + command().id();

        store.tell(new ToldStatus(status(State.FAILED, 1, List.of()), 0, place), ATTEMPT);

        assertThat(document(place)).containsEntry("partner", "acme").doesNotContainKey("key");
    }

    @Test
    void its_dead_letter_tells_whether_a_record_without_a_sender_is_the_default_one_s() {
        String legible = refusedRecord("commands/0/" + command().id(), KEY);
        String illegible = refusedRecord("commands/1/" + command().id(), "acme/transactional");
        String anothers = refusedRecord("commands/2/" + command().id(), "beta/transactional/default");

        assertThat(document(legible)).containsEntry("key", KEY);
        assertThat(document(illegible)).doesNotContainKey("key");
        assertThat(document(anothers)).doesNotContainKey("key");
    }

    @Test
    void a_dead_letter_that_is_found_says_no_more_of_a_failure_than_is_known() {
        store.tell(told(new Told("failed", 0, 1)), ATTEMPT);

        deadLetters.note(List.of(found(1, 17, 0)));

        assertThat(document().get("dead_letter", Document.class)).containsEntry("offset", 17L);
        assertThat(document().get("latest", Document.class)).containsEntry("host", "hooks.example.com");
    }

    @Test
    void a_failed_command_that_is_delivered_again_counts_as_failed_where_it_failed() {
        MongoDatabase database = TestStore.client().getDatabase(TestStore.newDatabase());
        CommandStore one = new MongoCommandStore(database, clock, Duration.ofDays(30));
        ToldStatus failed = told(new Told("failed", 0, 1));
        one.tell(failed, ATTEMPT);
        one.deadLettered(failed.subject(), new DeadLetterPlace(3, 17, why("probe")));

        one.deadLettered(failed.subject(), new DeadLetterPlace(3, 18, why("repeated")));

        assertThat(OpenFailures.read(database).byKind().keySet())
                .extracting(OpenFailures.Kind::step)
                .containsExactly("probe");
    }

    @Test
    void what_was_replayed_as_often_as_allowed_is_parked() {
        ToldStatus failed = told(new Told("failed", 0, 1));
        store.tell(failed, new Attempt(clock.instant(), 0, 1, "failed", "probe", "away", null, Duration.ZERO));
        DeadLetterHeaders spent =
                new DeadLetterHeaders("probe", "away", 2020, clock.instant(), "t-0@0", true, false, null);

        store.deadLettered(failed.subject(), new DeadLetterPlace(3, 17, spent));

        assertThat(document().get("parked", Document.class)).containsEntry("by", "processor");
    }

    /** A record that was noted by its status, and then by its dead letter, with that key. */
    private String refusedRecord(String place, String key) {
        FoundDeadLetter found = found(1, 17, 0);
        store.tell(new ToldStatus(status(State.REJECTED, 1, List.of()), 0, place), ATTEMPT);
        store.deadLettered(place, found.place());
        deadLetters.note(List.of(new FoundDeadLetter(place, key, found.headers(), found.place())));
        return place;
    }

    private DeadLetterHeaders why(String step) {
        return new DeadLetterHeaders(step, "away", 2020, clock.instant(), "t-0@0", false, false, null);
    }

    private static Attempt retrying(String step) {
        return new Attempt(Instant.EPOCH, 0, 1, "retrying", step, "away", "h.example.com", Duration.ZERO);
    }

    private CommandStatuses statuses() {
        return new CommandStatuses(DATABASE, clock, Duration.ofDays(30));
    }

    private List<CommandRow> failed() {
        return DATABASE.getCollection("commands")
                .find(and(eq("_id", command().key()), eq("status.state", "failed"), eq(CommandFields.STEP, "store")))
                .map(CommandRow::of)
                .into(new ArrayList<>());
    }

    private Document document() {
        return document(command().key());
    }

    private static Document document(String subject) {
        return DATABASE.getCollection("commands").find(eq(subject)).first();
    }
}
