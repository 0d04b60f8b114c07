package io.wasettings.processor.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.kafka.Version.Log;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.settings.ShownSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * The settings in MongoDB collection {@value CollectionNames#SETTINGS}, written with majority; concurrent calls travel
 * together.
 */
final class MongoSettingsStore implements SettingsStore {

    /** Fields of the version. */
    static final String OFFSET = SettingsFields.VERSION + "." + VersionDocuments.OFFSET;

    static final String TIMESTAMP = SettingsFields.VERSION + "." + VersionDocuments.TIMESTAMP;
    private static final String TOPIC_ID = SettingsFields.VERSION + "." + VersionDocuments.TOPIC_ID;
    private static final String PARTITION = SettingsFields.VERSION + "." + VersionDocuments.PARTITION;

    private final GroupedFinds finds;
    private final GroupedWrites writes;
    private final Clock clock;

    MongoSettingsStore(MongoDatabase database, Clock clock) {
        MongoCollection<Document> collection = database.getCollection(CollectionNames.SETTINGS);
        this.finds = new GroupedFinds(collection);
        this.writes = new GroupedWrites(collection);
        this.clock = clock;
    }

    @Override
    public Optional<Settings> find(SettingsKey key) {
        return finds.find(key.recordKey()).map(document -> SettingsDocuments.read(key, document));
    }

    @Override
    public boolean save(Settings settings) {
        Instant now = clock.instant();
        Document update = new Document(
                        "$set", SettingsDocuments.write(settings).append(ShownSettings.UPDATED_AT, Date.from(now)))
                .append("$setOnInsert", new Document(ShownSettings.CREATED_AT, Date.from(now)));
        Document olderOrAbsent =
                new Document("_id", settings.key().recordKey()).append("$or", olderThan(settings.version()));
        return writes.upsert(new UpdateOneModel<>(olderOrAbsent, update, new UpdateOptions().upsert(true)));
    }

    /** {@link Version#isNewerThan} as alternatives; a field that is missing is of a version without its log. */
    private static List<Document> olderThan(Version version) {
        List<Document> byTimestamp = List.of(
                new Document(TIMESTAMP, new Document("$lt", version.timestamp())),
                new Document(TIMESTAMP, version.timestamp()).append(OFFSET, before(version)));
        Log log = version.log();
        if (log == null) {
            return byTimestamp;
        }
        List<Document> inAnotherLog = List.of(
                new Document(TOPIC_ID, new Document("$ne", log.topicId())),
                new Document(PARTITION, new Document("$ne", log.partition())));
        return List.of(
                new Document(TOPIC_ID, log.topicId())
                        .append(PARTITION, log.partition())
                        .append(OFFSET, before(version)),
                new Document("$and", List.of(new Document("$or", inAnotherLog), new Document("$or", byTimestamp))));
    }

    private static Document before(Version version) {
        return new Document("$lt", version.offset());
    }
}
