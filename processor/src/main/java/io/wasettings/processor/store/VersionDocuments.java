package io.wasettings.processor.store;

import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.kafka.Version.Log;
import org.bson.Document;

/** Versions as documents. */
public final class VersionDocuments {

    static final String TOPIC_ID = "topic_id";
    static final String PARTITION = "partition";
    static final String OFFSET = "offset";
    static final String TIMESTAMP = "timestamp";

    private VersionDocuments() {}

    static Document write(Version version) {
        Log log = version.log();
        return new Document(TOPIC_ID, log == null ? null : log.topicId())
                .append(PARTITION, log == null ? null : log.partition())
                .append(OFFSET, version.offset())
                .append(TIMESTAMP, version.timestamp());
    }

    /** Reads a version. */
    public static Version read(Document version) {
        String topicId = version.getString(TOPIC_ID);
        return new Version(
                version.get(TIMESTAMP, Number.class).longValue(),
                version.get(OFFSET, Number.class).longValue(),
                topicId == null ? null : new Log(topicId, version.getInteger(PARTITION)));
    }
}
