package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import io.wasettings.common.CommandRef;
import io.wasettings.common.Json;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import io.wasettings.processor.kafka.Version;
import io.wasettings.service.mongo.MongoCalls;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The ledger in MongoDB collection {@value #COLLECTION}, written with majority. */
public final class MongoCommandLedger implements CommandLedger {

    /** The collection's name. */
    public static final String COLLECTION = "command_ledger";
    /** The field of the TTL index. */
    public static final String EXPIRES_AT = "expires_at";

    private static final String DECISION = "decision";
    private static final String REFUSED_AUTH_METHODS = "refused_auth_methods";
    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
    private static final FindOneAndUpdateOptions UPDATE =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> collection;
    private final Clock clock;
    private final Duration retention;

    /** @param retention how long a command is remembered; as long as it might be delivered or replayed */
    public MongoCommandLedger(MongoDatabase database, Clock clock, Duration retention) {
        this.collection = database.getCollection(COLLECTION);
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public Entry begin(CommandRef command, SettingsKey key, Version seen) {
        Bson firstTime = combine(
                setOnInsert("key", key.recordKey()),
                setOnInsert("first_seen", SettingsDocuments.write(seen)),
                setOnInsert(EXPIRES_AT, Date.from(clock.instant().plus(retention))));
        return read(MongoCalls.answer(() -> collection.findOneAndUpdate(eq(command.key()), firstTime, UPSERT)));
    }

    @Override
    public Optional<Decision> decision(CommandRef command) {
        return Optional.ofNullable(MongoCalls.answer(
                        () -> collection.find(eq(command.key())).first()))
                .flatMap(document -> read(document).decision());
    }

    @Override
    public Decision decide(CommandRef command, Decision decision) {
        Bson undecidedOrFailedBefore = and(
                eq(command.key()),
                or(
                        eq(DECISION, null),
                        and(
                                eq(DECISION + ".state", State.FAILED.wireName()),
                                lt(DECISION + ".replays", decision.replays()))));
        Document updated = MongoCalls.answer(
                () -> collection.findOneAndUpdate(undecidedOrFailedBefore, set(DECISION, write(decision)), UPDATE));
        return updated == null ? decision(command).orElse(decision) : decision;
    }

    @Override
    public void refuseAuthMethod(CommandRef command, String method) {
        MongoCalls.answer(() -> collection.updateOne(eq(command.key()), addToSet(REFUSED_AUTH_METHODS, method)));
    }

    private static Document write(Decision decision) {
        return new Document("state", decision.status().state().wireName())
                .append("replays", decision.replays())
                .append("status", Json.mapper().writeValueAsString(decision.status()));
    }

    private static Entry read(Document document) {
        Document decision = document.get(DECISION, Document.class);
        return new Entry(
                SettingsDocuments.readVersion(document.get("first_seen", Document.class)),
                Optional.ofNullable(decision)
                        .map(decided -> new Decision(
                                Json.mapper().readValue(decided.getString("status"), Status.class),
                                decided.getInteger("replays", 0))),
                Set.copyOf(document.getList(REFUSED_AUTH_METHODS, String.class, List.of())));
    }
}
