package io.wasettings.processor.projection;

import io.wasettings.common.ToldStatus;
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
    private final String topic;
    private final String group;

    StatusProjection(CommandStatuses statuses, String topic, String group) {
        this.statuses = statuses;
        this.topic = topic;
        this.group = group;
    }

    /** Public for the annotation's expression, like the group. */
    public String topic() {
        return topic;
    }

    public String group() {
        return group;
    }

    @KafkaListener(
            id = "status-projection",
            idIsGroup = false,
            groupId = "#{__listener.group()}",
            topics = "#{__listener.topic()}",
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
