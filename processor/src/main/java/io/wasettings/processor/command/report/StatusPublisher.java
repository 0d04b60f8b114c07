package io.wasettings.processor.command.report;

import io.opentelemetry.api.trace.SpanKind;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.service.status.StatusEvent;
import io.wasettings.service.trace.Traces;
import io.wasettings.service.trace.Traces.Trace;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Publishes statuses as CloudEvents under the command's own key, so that a command's statuses keep their order. */
final class StatusPublisher {

    private final ReliableSender sender;
    private final String topic;
    private final Traces traces;

    StatusPublisher(ReliableSender sender, String topic, Traces traces) {
        this.sender = sender;
        this.topic = topic;
        this.traces = traces;
    }

    /**
     * Publishes a status.
     *
     * @param key the command's record key, or null if it has none that a command could have
     * @param traceparent the command's trace context, or null
     * @param isStored whether the store has the status already
     * @return completes once the broker holds the status
     */
    CompletionStage<Void> publish(
            byte @Nullable [] key, @Nullable String traceparent, ToldStatus told, boolean isStored) {
        Trace trace = traces.begin("publish status", SpanKind.PRODUCER, traceparent)
                .with("messaging.destination.name", topic)
                .with("wa.command_id", told.status().commandId())
                .with("wa.state", told.status().state().wireName());
        StatusEvent event = new StatusEvent(told, StatusEvent.PROCESSOR, trace.traceparent(), isStored);
        return trace.endWith(sender.send(event.record(topic, key))).thenAccept(sent -> {});
    }
}
