package io.wasettings.processor.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import io.wasettings.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseIT {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final String HELD_UNTIL = "held_until";

    private final MongoCollection<Document> things =
            TestStore.client().getDatabase(TestStore.newDatabase()).getCollection("things");

    @BeforeEach
    void one_thing() {
        things.insertOne(new Document("_id", "thing"));
    }

    @Test
    void what_nobody_has_is_free_and_what_somebody_has_is_not() {
        assertThat(borrow(NOW)).isTrue();
        assertThat(borrow(NOW.plusSeconds(1))).isFalse();
    }

    @Test
    void a_loan_ends_with_its_time() {
        borrow(NOW);

        assertThat(borrow(NOW.plus(PERIOD).plusMillis(1))).isTrue();
    }

    @Test
    void a_loan_lasts_on_clocks_that_differ_a_little() {
        borrow(NOW);

        assertThat(borrow(NOW.minus(PERIOD.dividedBy(2)))).isFalse();
    }

    @Test
    void a_loan_does_not_last_for_as_long_as_the_clock_was_set_back() {
        borrow(NOW);

        assertThat(borrow(NOW.minus(Duration.ofDays(365)))).isTrue();
    }

    private boolean borrow(Instant now) {
        Lease lease = new Lease(now, now.plus(PERIOD));
        return things.updateOne(and(eq("thing"), lease.free(HELD_UNTIL)), lease.hold(HELD_UNTIL))
                        .getMatchedCount()
                == 1;
    }
}
