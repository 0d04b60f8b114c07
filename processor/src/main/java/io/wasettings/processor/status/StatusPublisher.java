package io.wasettings.processor.status;

import io.wasettings.common.CloudEvent;
import io.wasettings.common.Json;
import io.wasettings.common.Status;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.service.kafka.Records;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Publishes statuses as CloudEvents under the command's own key, so that a command's statuses keep their order. */
public final class StatusPublisher {

    private static final String SOURCE = "/wa-settings/processor";

    private final ReliableSender sender;
    private final String topic;

    public StatusPublisher(ReliableSender sender, String topic) {
        this.sender = sender;
        this.topic = topic;
    }

    /**
     * Publishes a status.
     *
     * @param key the command's record key
     * @param traceparent the command's trace context, or null
     * @return completes once the broker holds the status
     */
    public CompletionStage<Void> publish(byte @Nullable [] key, @Nullable String traceparent, Status status) {
        CloudEvent event = new CloudEvent(
                status.commandId(),
                SOURCE,
                CloudEvent.STATUS_TYPE,
                status.occurredAt(),
                status.partner(),
                status.channel(),
                null,
                traceparent,
                Json.mapper().writeValueAsBytes(status));
        return sender.send(Records.write(topic, key, event));
    }
}
