package io.wasettings.ingest.status;

import io.wasettings.common.CloudEvent;
import io.wasettings.common.Json;
import io.wasettings.common.Status;
import io.wasettings.service.kafka.Records;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads records of the status topic. */
final class StatusRecords {

    private static final Logger LOG = LoggerFactory.getLogger(StatusRecords.class);

    private StatusRecords() {}

    /** The status; empty, with a warning in the log, for a record that holds none. */
    static Optional<Status> read(ConsumerRecord<?, byte[]> record) {
        if (Records.read(record) instanceof CloudEvent.Event known
                && known.event().type().equals(CloudEvent.STATUS_TYPE)) {
            Status status = status(known.event().data());
            if (status != null) {
                return Optional.of(status);
            }
        }
        LOG.warn("Skipped what is not a status, partition={} offset={}", record.partition(), record.offset());
        return Optional.empty();
    }

    private static @Nullable Status status(byte[] json) {
        try {
            JsonNode node = Json.mapper().readTree(json);
            return node.hasNonNull("command_id") && node.hasNonNull("partner") && node.hasNonNull("state")
                    ? Json.mapper().treeToValue(node, Status.class)
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
