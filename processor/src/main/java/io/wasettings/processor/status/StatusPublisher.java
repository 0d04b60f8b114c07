package io.wasettings.processor.status;

import io.wasettings.common.ToldStatus;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.service.status.StatusEvent;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Publishes statuses as CloudEvents under the command's own key, so that a command's statuses keep their order. */
public final class StatusPublisher {

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
     * @param isStored whether the store has the status already
     * @return completes once the broker holds the status
     */
    public CompletionStage<Void> publish(
            byte @Nullable [] key, @Nullable String traceparent, ToldStatus told, boolean isStored) {
        StatusEvent event = new StatusEvent(told, StatusEvent.PROCESSOR, traceparent, isStored);
        return sender.send(event.record(topic, key)).thenAccept(sent -> {});
    }
}
