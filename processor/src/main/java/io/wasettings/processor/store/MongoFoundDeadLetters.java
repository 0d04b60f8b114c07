package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.CommandStore.Attempt;
import io.wasettings.processor.store.CommandStore.DeadLetterPlace;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.status.CommandDocuments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Notes them in collection {@code commands}. */
final class MongoFoundDeadLetters implements FoundDeadLetters {

    private final MongoCollection<Document> collection;
    private final Clock clock;
    private final Duration retention;

    /** @param retention how long a command is remembered of which nothing else is known */
    MongoFoundDeadLetters(MongoDatabase database, Clock clock, Duration retention) {
        this.collection = database.getCollection(CollectionNames.COMMANDS);
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public void note(List<FoundDeadLetter> found) {
        List<WriteModel<Document>> notes = found.stream().flatMap(this::notesOf).toList();
        if (!notes.isEmpty()) {
            MongoCalls.answer(() -> collection.bulkWrite(notes));
        }
    }

    /** Whatever the state: the status comes from another topic, by another consumer, and may be late. */
    private Stream<WriteModel<Document>> notesOf(FoundDeadLetter found) {
        DeadLetterPlace place = found.place();
        Bson own = and(eq(found.subject()), isOf(found.headers().version()), NotedDeadLetter.noneLaterThan(place));
        Attempt failure = found.attempt();
        Bson withFailure =
                combine(NotedDeadLetter.noting(place), set(CommandFields.LATEST, AttemptDocuments.write(failure)));
        Stream<WriteModel<Document>> notes = Stream.of(
                new UpdateOneModel<>(eq(found.subject()), whenUnknown(found), new UpdateOptions().upsert(true)),
                new UpdateOneModel<>(and(own, AttemptDocuments.isNews(failure)), withFailure),
                new UpdateOneModel<>(own, NotedDeadLetter.noting(place)));
        return Stream.concat(notes, keyOf(found).stream());
    }

    /** Of what was noted by a status that could not say whether the key was legible. */
    private static Optional<WriteModel<Document>> keyOf(FoundDeadLetter found) {
        return SettingsKey.parse(found.key())
                .map(key -> new UpdateOneModel<>(
                        and(
                                eq(found.subject()),
                                isOf(found.headers().version()),
                                eq(CommandDocuments.KEY, null),
                                eq(CommandDocuments.PARTNER, key.partner()),
                                eq(CommandDocuments.CHANNEL, key.channel().wireName()),
                                eq(CommandDocuments.FROM, key.from())),
                        set(CommandDocuments.KEY, found.key())));
    }

    /** Whose it is comes with its status, which tells no key to what is known already. */
    private Bson whenUnknown(FoundDeadLetter found) {
        Instant now = clock.instant();
        return combine(
                setOnInsert(CommandDocuments.KEY, found.key()),
                setOnInsert(CommandDocuments.CREATED_AT, Date.from(now)),
                setOnInsert(CommandDocuments.EXPIRES_AT, Date.from(now.plus(retention))));
    }

    private static Bson isOf(Version firstSeen) {
        return or(
                exists(CommandFields.FIRST_SEEN, false),
                and(
                        eq(CommandFields.FIRST_SEEN + "." + VersionDocuments.TIMESTAMP, firstSeen.timestamp()),
                        eq(CommandFields.FIRST_SEEN + "." + VersionDocuments.OFFSET, firstSeen.offset())));
    }
}
