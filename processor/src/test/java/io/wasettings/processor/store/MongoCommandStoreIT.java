package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.ToldStatus;
import io.wasettings.processor.store.CommandStore.Attempt;
import io.wasettings.processor.store.CommandStore.DeadLetterPlace;
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
    void where_the_dead_letter_lies_is_noted() {
        ToldStatus failed = told(new Told("failed", 0, 1));
        store.tell(failed, new Attempt(clock.instant(), 0, 1, "failed", "probe", "away", null, Duration.ZERO));

        store.deadLettered(failed, new DeadLetterPlace(3, 17, "probe", "away", 2020, clock.instant()));

        assertThat(document().get("dead_letter", Document.class))
                .containsEntry("partition", 3)
                .containsEntry("offset", 17L)
                .containsEntry("step", "probe")
                .containsEntry("code", 2020);
    }

    private Document document() {
        return DATABASE.getCollection("commands").find(eq(command().key())).first();
    }
}
