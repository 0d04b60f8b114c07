package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.seal.KeyedHashes;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.CommandStore.Arrival;
import io.wasettings.processor.store.CommandStore.Known;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.service.status.CommandStatuses;
import io.wasettings.testkit.MutableClock;
import io.wasettings.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** A store as the version before wrote it. */
class CommandMigrationIT {

    private static final String KEY = "acme/transactional/default";
    private static final Date LATER = Date.from(Instant.parse("2026-02-01T00:00:00Z"));

    private final MongoDatabase database = TestStore.client().getDatabase(TestStore.newDatabase());
    private final CommandStatuses statuses = new CommandStatuses(database, new MutableClock(), Duration.ofDays(30));
    private final CommandStore store = new MongoCommandStore(database, new MutableClock(), Duration.ofDays(30));
    private final CommandMigration migration = new CommandMigration(database, statuses);

    @Test
    void a_decided_command_is_known_as_it_was() {
        ledger(
                "/billing 7",
                new Document("state", "failed").append("replays", 1).append("status", json("7", "failed")));
        projected("7", "failed");

        migration.run();

        Known known = store.begin(
                new Arrival(new CommandRef("/billing", "7"), KEY, new Version(99, 99), KeyedHashes.read("hash")));
        assertThat(known.firstSeen()).isEqualTo(new Version(1767225600000L, 5));
        assertThat(known.refusedAuthMethods()).containsExactly(AuthMethod.CLIENT_SECRET_BASIC);
        assertThat(known.contentHashes().all()).isEmpty();
        assertThat(known.standing()).map(ToldStatus::round).contains(1);
        assertThat(known.standing()).map(told -> told.status().source()).contains("/billing");
        assertThat(known.standing()).map(told -> told.status().state()).contains(State.FAILED);
    }

    @Test
    void a_status_on_the_way_finds_its_command() {
        ledger("/billing 8", null);
        projected("8", "retrying");

        migration.run();

        assertThat(statuses.newest("8", "acme", "/billing"))
                .map(told -> told.status().state())
                .contains(State.RETRYING);
        assertThat(database.getCollection("commands").countDocuments(eq("command_id", "8")))
                .isEqualTo(1);
    }

    @Test
    void a_status_without_a_ledger_entry_is_of_the_ingest_api() {
        projected("9", "accepted");

        migration.run();

        assertThat(statuses.find(new CommandRef(CommandRef.INGEST_API, "9")))
                .map(told -> told.status().state())
                .contains(State.ACCEPTED);
    }

    @Test
    void what_is_known_by_now_stays_and_beginning_again_does_no_harm() {
        ledger(
                "/billing 7",
                new Document("state", "failed").append("replays", 0).append("status", json("7", "failed")));
        migration.run();
        store.tell(
                new ToldStatus(
                        statuses.find(new CommandRef("/billing", "7"))
                                .orElseThrow()
                                .status(),
                        1),
                new CommandStore.Attempt(Instant.EPOCH, 1, 1, "failed", null, null, null, Duration.ZERO));

        ledger(
                "/billing 7",
                new Document("state", "failed").append("replays", 0).append("status", json("7", "failed")));
        migration.run();

        assertThat(statuses.find(new CommandRef("/billing", "7")))
                .map(ToldStatus::round)
                .contains(1);
        assertThat(migration.run()).isZero();
        assertThat(database.getCollection("command_ledger").countDocuments()).isZero();
    }

    @Test
    void what_is_not_as_it_should_be_is_set_aside_and_holds_up_nothing() {
        ledger("without-a-source", null);
        projected("10", "of no known state");
        projected("11", "applied");

        migration.run();

        assertThat(statuses.newest("11", "acme", null)).isPresent();
        assertThat(setAside("command_ledger")).containsExactly("without-a-source");
        assertThat(setAside("command_status")).containsExactly("10");
        assertThat(migration.run()).isZero();
    }

    @Test
    void what_is_set_aside_goes_when_it_would_have_gone_where_it_was() {
        ledger("without-a-source", null);

        migration.run();

        assertThat(database.getCollection("command_ledger_unreadable").listIndexes())
                .filteredOn(index -> index.get("key").equals(new Document("expires_at", 1)))
                .extracting(index -> ((Number) index.get("expireAfterSeconds")).longValue())
                .containsExactly(0L);
        assertThat(database.getCollection("command_ledger_unreadable").distinct("expires_at", Date.class))
                .containsExactly(LATER);
    }

    private List<String> setAside(String collection) {
        return database.getCollection(collection + "_unreadable")
                .distinct("_id", String.class)
                .into(new ArrayList<>());
    }

    private void ledger(String id, Document decision) {
        Document entry = new Document("_id", id)
                .append("key", KEY)
                .append("first_seen", new Document("timestamp", 1767225600000L).append("offset", 5L))
                .append("expires_at", LATER)
                .append("refused_auth_methods", List.of("client_secret_basic"));
        if (decision != null) {
            entry.append("decision", decision);
        }
        database.getCollection("command_ledger").insertOne(entry);
    }

    private void projected(String id, String state) {
        database.getCollection("command_status")
                .insertOne(Document.parse(json(id, state))
                        .append("_id", id)
                        .append("position", new Document("partition", 0).append("offset", 3L))
                        .append("expires_at", LATER));
    }

    private static String json(String id, String state) {
        return """
                {"command_id": "%s", "partner": "acme", "channel": "transactional", "from": null, "state": "%s",
                 "code": 2012, "http_status": 400, "message": "m", "errors": [], "warnings": [], "attempt": 2,
                 "retry_at": null, "occurred_at": "2026-01-01T00:00:00Z"}""".formatted(id, state);
    }
}
