package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.ToldStatus;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.CommandStore.Arrival;
import io.wasettings.processor.store.CommandStore.Attempt;
import io.wasettings.processor.store.CommandStore.DeadLetterPlace;
import io.wasettings.processor.store.CommandStore.FoundDeadLetter;
import io.wasettings.service.status.CommandStatuses;
import io.wasettings.testkit.MutableClock;
import io.wasettings.testkit.TestStore;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class MongoCommandStoreIT extends CommandStoreContract {

    private static final MongoDatabase DATABASE = TestStore.client().getDatabase(TestStore.newDatabase());

    private final MutableClock clock = new MutableClock();
    private final CommandStore store = new MongoCommandStore(DATABASE, clock, Duration.ofDays(30));

    @Override
    CommandStore store() {
        return store;
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
        store.begin(new Arrival(command(), "beta/conversational/+14155552671", new Version(10, 1), "hash"));

        ToldStatus told = store.tell(told(new Told("failed", 0, 1)), ATTEMPT);

        CommandStatuses statuses = new CommandStatuses(DATABASE, clock, Duration.ofDays(30));
        assertThat(statuses.newest(command().id(), "acme", null)).contains(told);
        assertThat(statuses.newest(command().id(), "beta", null)).isEmpty();
        assertThat(document()).containsEntry("channel", "transactional").containsEntry("from", null);
    }

    @Test
    void where_the_dead_letter_lies_is_noted() {
        ToldStatus failed = told(new Told("failed", 0, 1));
        store.tell(failed, new Attempt(clock.instant(), 0, 1, "failed", "probe", "away", null, Duration.ZERO));

        store.deadLettered(failed.subject(), new DeadLetterPlace(3, 17, why(1)));
        store.deadLettered(failed.subject(), new DeadLetterPlace(3, 11, why(0)));

        assertThat(document().get("dead_letter", Document.class))
                .containsEntry("partition", 3)
                .containsEntry("offset", 17L)
                .containsEntry("step", "probe")
                .containsEntry("code", 2020);
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
    void of_dead_letters_that_are_found_those_are_noted_that_are_that_command_s() {
        store.begin(new Arrival(command(), "acme/transactional/default", new Version(10, 1), "hash"));
        store.tell(
                told(new Told("failed", 0, 1)),
                new Attempt(clock.instant(), 0, 1, "failed", "probe", "away", null, Duration.ZERO));

        FoundDeadLetter another =
                new FoundDeadLetter(command(), new Version(10, 7), new DeadLetterPlace(3, 18, why(2)));
        store.deadLettersFound(List.of(another));
        assertThat(document()).doesNotContainKey("dead_letter");

        store.deadLettersFound(List.of(
                new FoundDeadLetter(command(), new Version(10, 1), new DeadLetterPlace(3, 17, why(1))), another));
        assertThat(document().get("dead_letter", Document.class)).containsEntry("offset", 17L);
    }

    @Test
    void what_was_replayed_as_often_as_allowed_is_parked() {
        ToldStatus failed = told(new Told("failed", 0, 1));
        store.tell(failed, new Attempt(clock.instant(), 0, 1, "failed", "probe", "away", null, Duration.ZERO));
        DeadLetterHeaders spent = new DeadLetterHeaders("probe", "away", 2020, clock.instant(), "t-0@0", true, false);

        store.deadLettered(failed.subject(), new DeadLetterPlace(3, 17, spent));

        assertThat(document().get("parked", Document.class)).containsEntry("by", "processor");
    }

    private DeadLetterHeaders why(int minutes) {
        return new DeadLetterHeaders(
                "probe", "away", 2020, clock.instant().plus(Duration.ofMinutes(minutes)), "t-0@0", false, false);
    }

    private Document document() {
        return DATABASE.getCollection("commands").find(eq(command().key())).first();
    }
}
