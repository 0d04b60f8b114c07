package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.wasettings.common.SettingsKey;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.kafka.Version.Log;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.settings.ShownSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The settings in MongoDB collection {@value CollectionNames#SETTINGS}, written with majority; concurrent calls travel
 * together.
 */
public final class MongoSettingsStore implements SettingsStore {

    /** Fields of the version. */
    static final String OFFSET = SettingsFields.VERSION + "." + VersionDocuments.OFFSET;

    static final String TIMESTAMP = SettingsFields.VERSION + "." + VersionDocuments.TIMESTAMP;
    private static final String TOPIC_ID = SettingsFields.VERSION + "." + VersionDocuments.TOPIC_ID;
    private static final String PARTITION = SettingsFields.VERSION + "." + VersionDocuments.PARTITION;

    /**
     * Once more after a duplicate key: of two first writes of a key, the newer one may lose the insert; then the
     * document exists, and the second try tells for sure whether it is newer.
     */
    private static final int TRIES = 2;

    private final GroupedFinds finds;
    private final GroupedWrites writes;
    private final Clock clock;

    public MongoSettingsStore(MongoDatabase database, Clock clock) {
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
        Bson update = combine(
                combine(SettingsDocuments.write(settings).entrySet().stream()
                        .map(field -> set(field.getKey(), field.getValue()))
                        .toList()),
                set(ShownSettings.UPDATED_AT, Date.from(now)),
                setOnInsert(ShownSettings.CREATED_AT, Date.from(now)));
        Bson olderOrAbsent = and(eq(settings.key().recordKey()), olderThan(settings.version()));
        WriteModel<Document> upsert = new UpdateOneModel<>(olderOrAbsent, update, new UpdateOptions().upsert(true));
        for (int i = 0; i < TRIES; i++) {
            if (writes.write(upsert)) {
                return true;
            }
        }
        return false;
    }

    /** {@link Version#isNewerThan} as a filter; a field that is missing is of a version without its log. */
    private static Bson olderThan(Version version) {
        Log log = version.log();
        Bson byTimestamp = or(
                lt(TIMESTAMP, version.timestamp()),
                and(eq(TIMESTAMP, version.timestamp()), lt(OFFSET, version.offset())));
        return log == null
                ? byTimestamp
                : or(
                        and(eq(TOPIC_ID, log.topicId()), eq(PARTITION, log.partition()), lt(OFFSET, version.offset())),
                        and(or(ne(TOPIC_ID, log.topicId()), ne(PARTITION, log.partition())), byTimestamp));
    }
}
