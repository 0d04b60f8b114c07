package io.wasettings.processor.projection;

import io.wasettings.common.status.ToldStatus;
import io.wasettings.service.status.CommandStatuses;
import io.wasettings.service.status.StatusEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Brings from the status topic into the store what the store has not got yet: the ingest-api's {@code accepted}, and
 * what was told while the store was away. In good times there is nothing to do.
 */
final class StatusProjection {

    private final CommandStatuses statuses;

    StatusProjection(CommandStatuses statuses) {
        this.statuses = statuses;
    }

    @KafkaListener(
            id = "status-projection",
            idIsGroup = false,
            groupId = "#{projectionTopics.group()}",
            topics = "#{projectionTopics.status()}",
            batch = "true",
            autoStartup = "false")
    void project(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, ToldStatus> missing = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (!StatusEvent.isStoredAlready(record)) {
                StatusEvent.read(record).ifPresent(told -> missing.merge(told.subject(), told, ToldStatus::then));
            }
        }
        statuses.keep(missing.values());
    }
}
