package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.seal.KeyedHashes;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.status.CommandDocuments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The commands in MongoDB collection {@code commands}. Each call is one round trip in good times, which it shares with
 * concurrent ones.
 */
final class MongoCommandStore implements CommandStore {

    /** Attempts that are kept, the newest. */
    static final int MAX_ATTEMPTS = 20;

    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
    private static final FindOneAndUpdateOptions UPDATE =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> collection;
    private final GroupedFinds finds;
    /** Apart from the others: inserts and updates would be two calls of one batch. */
    private final GroupedWrites inserts;

    private final GroupedWrites updates;
    private final Clock clock;
    private final Duration retention;

    /** @param retention how long a command is remembered after its last status */
    MongoCommandStore(MongoDatabase database, Clock clock, Duration retention) {
        this.collection = database.getCollection(CollectionNames.COMMANDS);
        this.finds = new GroupedFinds(collection);
        this.inserts = new GroupedWrites(collection);
        this.updates = new GroupedWrites(collection);
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public Known begin(Arrival arrival) {
        Document fresh = whenNew(arrival);
        if (inserts.write(new InsertOneModel<>(fresh.append("_id", arrival.ref().key())))) {
            return read(fresh);
        }
        Document found = finds.find(arrival.ref().key())
                .filter(document -> document.containsKey(CommandFields.FIRST_SEEN))
                .orElseGet(() -> claim(arrival));
        Known known = read(found);
        return known.isRepetitionOf(arrival)
                ? noteEarlier(arrival, found).map(MongoCommandStore::read).orElse(known)
                : known;
    }

    /** What was put off untried may have been noted before what is under way already. */
    private Optional<Document> noteEarlier(Arrival arrival, Document known) {
        Bson asRead = and(eq(arrival.ref().key()), eq(CommandFields.FIRST_SEEN, known.get(CommandFields.FIRST_SEEN)));
        Bson earlier = combine(
                set(CommandFields.FIRST_SEEN, VersionDocuments.write(arrival.seen())),
                set(CommandFields.CONTENT_HASH, arrival.contentHashes().text()));
        return Optional.ofNullable(MongoCalls.answer(() -> collection.findOneAndUpdate(asRead, earlier, UPDATE)));
    }

    @Override
    public Optional<ToldStatus> standing(CommandRef command) {
        return standing(command.key());
    }

    @Override
    public ToldStatus tell(ToldStatus next, Attempt attempt) {
        Instant now = clock.instant();
        Document written = AttemptDocuments.write(attempt);
        // Once more in a field of its own: commands are searched by it.
        Document news = CommandDocuments.writing(
                        next, now, now.plus(retention), new Document(CommandFields.LATEST, written))
                .append("$push", new Document(CommandFields.ATTEMPTS, pushed(written)));
        WriteModel<Document> upsert =
                new UpdateOneModel<>(CommandDocuments.givingWayTo(next), news, new UpdateOptions().upsert(true));
        if (updates.upsert(upsert)) {
            return next;
        }
        ToldStatus stands = standing(next.subject()).orElse(next);
        if (stands.isOfCommandOf(next)) {
            return stands;
        }
        updates.write(new ReplaceOneModel<>(eq(next.subject()), afresh(news, written)));
        return next;
    }

    /** As if nothing were there: that is of another command's record, at the same place before a recreation. */
    private static Document afresh(Document news, Document attempt) {
        Document fresh = new Document(news.get("$set", Document.class));
        fresh.putAll(news.get("$setOnInsert", Document.class));
        return fresh.append(CommandFields.ATTEMPTS, List.of(attempt));
    }

    @Override
    public void deadLettered(String subject, DeadLetterPlace place) {
        Bson unlessLater = and(eq(subject), NotedDeadLetter.noneLaterThan(place));
        updates.write(new UpdateOneModel<>(unlessLater, NotedDeadLetter.noting(place)));
    }

    @Override
    public void refuseAuthMethod(CommandRef command, AuthMethod method) {
        Bson refused = addToSet(CommandFields.REFUSED_AUTH_METHODS, method.storedName());
        MongoCalls.answer(() -> collection.updateOne(eq(command.key()), refused));
    }

    private Optional<ToldStatus> standing(String subject) {
        return finds.find(subject).flatMap(CommandDocuments::told);
    }

    /**
     * The document is the ingest-api's or the projection's, who know a command by its status alone; or it has gone
     * since.
     */
    private Document claim(Arrival arrival) {
        Bson unclaimed = and(eq(arrival.ref().key()), exists(CommandFields.FIRST_SEEN, false));
        Bson claim = combine(
                set(CommandDocuments.KEY, arrival.key()),
                set(CommandFields.CONTENT_HASH, arrival.contentHashes().text()),
                set(CommandFields.FIRST_SEEN, VersionDocuments.write(arrival.seen())));
        Document claimed = MongoCalls.answer(() -> collection.findOneAndUpdate(unclaimed, claim, UPDATE));
        return claimed != null
                ? claimed
                : MongoCalls.answer(() ->
                        collection.findOneAndUpdate(eq(arrival.ref().key()), setOnInsert(whenNew(arrival)), UPSERT));
    }

    private Document whenNew(Arrival arrival) {
        Instant now = clock.instant();
        Document fields = new Document(
                        CommandDocuments.COMMAND_ID, arrival.ref().id())
                .append(CommandDocuments.SOURCE, arrival.ref().source())
                .append(CommandDocuments.KEY, arrival.key())
                .append(CommandFields.CONTENT_HASH, arrival.contentHashes().text())
                .append(CommandFields.FIRST_SEEN, VersionDocuments.write(arrival.seen()))
                .append(CommandDocuments.CREATED_AT, Date.from(now))
                .append(CommandDocuments.EXPIRES_AT, Date.from(now.plus(retention)));
        SettingsKey.parse(arrival.key())
                .ifPresent(key -> fields.append(CommandDocuments.PARTNER, key.partner())
                        .append(CommandDocuments.CHANNEL, key.channel().wireName())
                        .append(CommandDocuments.FROM, key.from()));
        return fields;
    }

    private static Known read(Document document) {
        return new Known(
                document.getString(CommandDocuments.KEY),
                KeyedHashes.read(document.getString(CommandFields.CONTENT_HASH)),
                VersionDocuments.read(document.get(CommandFields.FIRST_SEEN, Document.class)),
                CommandDocuments.told(document),
                refusedAuthMethods(document));
    }

    /** A name that is not known here is left out: that way is not tried anyway. */
    private static Set<AuthMethod> refusedAuthMethods(Document document) {
        return document.getList(CommandFields.REFUSED_AUTH_METHODS, String.class, List.of()).stream()
                .map(AuthMethod::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Document pushed(Document attempt) {
        return new Document("$each", List.of(attempt)).append("$slice", -MAX_ATTEMPTS);
    }
}
