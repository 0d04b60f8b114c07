package io.wasettings.processor.status;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.wasettings.common.Json;
import io.wasettings.common.Status;
import io.wasettings.common.Status.State;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import tools.jackson.core.JacksonException;

/**
 * Projects the status topic into MongoDB collection {@value #COLLECTION}: one document per command, the latest status.
 * A status that was delivered again never takes the place of a later one.
 */
final class StatusProjection {

    /** The collection's name. */
    static final String COLLECTION = "command_status";
    /** The field of the TTL index. */
    static final String EXPIRES_AT = "expires_at";

    private static final Logger LOG = LoggerFactory.getLogger(StatusProjection.class);
    private static final String POSITION = "position";

    private final MongoCollection<Document> collection;
    private final Clock clock;
    private final Duration retention;

    StatusProjection(MongoDatabase database, Clock clock, Duration retention) {
        this.collection = database.getCollection(COLLECTION).withWriteConcern(WriteConcern.MAJORITY);
        this.clock = clock;
        this.retention = retention;
    }

    @KafkaListener(
            id = "status-projection",
            idIsGroup = false,
            groupId = "${wa.settings.processor.projection-group}",
            topics = "${wa.settings.topics.status}",
            batch = "true")
    void project(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, Document> latest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read(record)
                    .ifPresent(document -> latest.merge(document.getString("_id"), document, StatusProjection::later));
        }
        Map<String, Document> stored = new HashMap<>();
        collection
                .find(in("_id", latest.keySet()))
                .forEach(document -> stored.put(document.getString("_id"), document));
        List<ReplaceOneModel<Document>> writes = latest.values().stream()
                .filter(document -> isNews(document, stored.get(document.getString("_id"))))
                .map(document -> new ReplaceOneModel<>(
                        eq(document.getString("_id")), document, new ReplaceOptions().upsert(true)))
                .toList();
        if (!writes.isEmpty()) {
            collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    private Optional<Document> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            Status status = Json.mapper().readValue(record.value(), Status.class);
            return Optional.of(Document.parse(Json.mapper().writeValueAsString(status))
                    .append("_id", status.commandId())
                    .append(POSITION, new Document("partition", record.partition()).append("offset", record.offset()))
                    .append(EXPIRES_AT, Date.from(clock.instant().plus(retention))));
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.warn(
                    "event=status_unreadable topic={} partition={} offset={}; skipped",
                    record.topic(),
                    record.partition(),
                    record.offset());
            return Optional.empty();
        }
    }

    private static Document later(Document earlier, Document later) {
        return isAccepted(later) ? earlier : later;
    }

    private static boolean isNews(Document document, @Nullable Document stored) {
        if (stored == null) {
            return true;
        }
        Document before = stored.get(POSITION, Document.class);
        Document now = document.get(POSITION, Document.class);
        if (isAccepted(document)) {
            return false;
        }
        return before == null
                || !Objects.equals(before.get("partition"), now.get("partition"))
                || before.get("offset", Number.class).longValue()
                        < now.get("offset", Number.class).longValue();
    }

    private static boolean isAccepted(Document document) {
        return State.ACCEPTED.wireName().equals(document.getString("state"));
    }
}
