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
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The settings in MongoDB collection {@value #COLLECTION}, written with majority; concurrent calls travel together. */
public final class MongoSettingsStore implements SettingsStore {

    /** The collection's name. */
    public static final String COLLECTION = "settings";

    /**
     * Once more after a duplicate key: of two first writes of a key, the newer one may lose the insert; then the
     * document exists, and the second try tells for sure whether it is newer.
     */
    private static final int TRIES = 2;

    private final GroupedFinds finds;
    private final GroupedWrites writes;
    private final Clock clock;

    public MongoSettingsStore(MongoDatabase database, Clock clock) {
        MongoCollection<Document> collection = database.getCollection(COLLECTION);
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
                set("updated_at", Date.from(now)),
                setOnInsert("created_at", Date.from(now)));
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
                lt("version.timestamp", version.timestamp()),
                and(eq("version.timestamp", version.timestamp()), lt("version.offset", version.offset())));
        return log == null
                ? byTimestamp
                : or(
                        and(
                                eq("version.topic_id", log.topicId()),
                                eq("version.partition", log.partition()),
                                lt("version.offset", version.offset())),
                        and(
                                or(ne("version.topic_id", log.topicId()), ne("version.partition", log.partition())),
                                byTimestamp));
    }
}
