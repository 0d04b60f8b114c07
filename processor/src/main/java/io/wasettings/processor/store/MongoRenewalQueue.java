package io.wasettings.processor.store;

import static com.mongodb.client.model.Accumulators.min;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.mongo.Lease;
import io.wasettings.processor.store.SettingsSeal.Sealed;
import io.wasettings.processor.validation.url.HostAndPort;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.settings.ShownSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The renewal queue in the settings themselves, in field {@value SettingsFields#RENEWAL}. */
final class MongoRenewalQueue implements RenewalQueue {

    private final MongoCollection<Document> collection;

    MongoRenewalQueue(MongoDatabase database) {
        this.collection = database.getCollection(CollectionNames.SETTINGS);
    }

    @Override
    public List<String> waiting(Instant now) {
        String oldest = "oldest";
        List<Bson> byPartner = List.of(
                match(due(now)),
                group("$" + SettingsFields.PARTNER, min(oldest, "$" + NotedRenewal.AT_FIELD)),
                sort(ascending(oldest)));
        return MongoCalls.answer(() -> collection
                .aggregate(byPartner)
                .map(group -> group.getString("_id"))
                .into(new ArrayList<>()));
    }

    @Override
    public Optional<Due> borrow(Instant now, Instant until, Choice choice) {
        Lease lease = new Lease(now, until);
        List<Bson> conditions = new ArrayList<>(List.of(
                in(SettingsFields.PARTNER, choice.partners()), due(now), lease.free(NotedRenewal.HELD_UNTIL_FIELD)));
        if (!choice.passedOver().isEmpty()) {
            conditions.add(not(regex("oauth2.token_url", HostAndPort.urlsOf(choice.passedOver()))));
        }
        Bson due = and(conditions);
        FindOneAndUpdateOptions oldestFirst = new FindOneAndUpdateOptions()
                .sort(ascending(NotedRenewal.AT_FIELD))
                .returnDocument(ReturnDocument.AFTER);
        Bson held = lease.hold(NotedRenewal.HELD_UNTIL_FIELD);
        return Optional.ofNullable(MongoCalls.answer(() -> collection.findOneAndUpdate(due, held, oldestFirst)))
                .flatMap(MongoRenewalQueue::due);
    }

    private static Bson due(Instant now) {
        return lte(NotedRenewal.AT_FIELD, Date.from(now));
    }

    private static Optional<Due> due(Document document) {
        NotedRenewal renewal = NotedRenewal.of(document);
        return SettingsKey.parse(document.getString("_id"))
                .flatMap(
                        key -> Due.of(SettingsDocuments.read(key, document), renewal.failures(), renewal.wasRefused()));
    }

    @Override
    public boolean renewed(Due due, Sealed renewed, Instant next) {
        List<Bson> updates = new ArrayList<>();
        SettingsDocuments.write(renewed.token()).forEach((field, value) -> updates.add(set(field, value)));
        updates.add(set(SettingsFields.SEALED_SECRETS, renewed.secrets()));
        updates.add(set(SettingsFields.RENEWAL, NotedRenewal.scheduled(next)));
        return MongoCalls.updated(collection, same(due), combine(updates));
    }

    @Override
    public void giveBack(Due due) {
        MongoCalls.answer(() -> collection.updateOne(same(due), unset(NotedRenewal.HELD_UNTIL_FIELD)));
    }

    @Override
    public void failed(Due due, Failure failure) {
        Bson failed = set(SettingsFields.RENEWAL, NotedRenewal.failed(failure));
        MongoCalls.answer(() -> collection.updateOne(same(due), failed));
    }

    @Override
    public void deferred(Due due, String reason, Instant next) {
        Bson later = combine(
                set(NotedRenewal.AT_FIELD, Date.from(next)),
                set(NotedRenewal.ERROR_FIELD, reason),
                unset(NotedRenewal.HELD_UNTIL_FIELD));
        MongoCalls.answer(() -> collection.updateOne(same(due), later));
    }

    @Override
    public void hasten(SettingsKey key, String chain, Instant since) {
        Date due = Date.from(since);
        Bson later = and(
                eq(key.recordKey()),
                eq(SettingsDocuments.CHAIN, chain),
                lt(SettingsFields.TOKEN_OBTAINED_AT, due),
                NotedRenewal.in(State.SCHEDULED),
                gt(NotedRenewal.AT_FIELD, due));
        MongoCalls.answer(() -> collection.updateOne(later, set(NotedRenewal.AT_FIELD, due)));
    }

    @Override
    public boolean resume(SettingsKey key, Instant at) {
        Bson resumable = and(eq(key.recordKey()), NotedRenewal.resumable());
        Bson due = set(SettingsFields.RENEWAL, NotedRenewal.scheduled(at));
        return MongoCalls.updated(collection, resumable, due);
    }

    @Override
    public Census census(Instant now) {
        return MongoCalls.answer(() -> {
            Map<State, Long> byState = new EnumMap<>(State.class);
            for (State state : State.values()) {
                byState.put(state, collection.countDocuments(NotedRenewal.in(state)));
            }
            return new Census(byState, collection.countDocuments(lt(ShownSettings.TOKEN_EXPIRES_AT, Date.from(now))));
        });
    }

    /**
     * By the version for commands, and for renewals by when the token was granted: not by its seal, since it may be
     * resealed meanwhile.
     */
    private static Bson same(Due due) {
        return and(
                eq(due.key().recordKey()),
                eq(MongoSettingsStore.TIMESTAMP, due.version().timestamp()),
                eq(MongoSettingsStore.OFFSET, due.version().offset()),
                eq(
                        SettingsFields.TOKEN_OBTAINED_AT,
                        Date.from(due.oauth2().token().facts().obtainedAt())));
    }
}
