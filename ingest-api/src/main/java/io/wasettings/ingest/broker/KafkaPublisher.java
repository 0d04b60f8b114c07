package io.wasettings.ingest.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.SpanKind;
import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.service.kafka.Records;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.log.CommandContext;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.status.StatusEvent;
import io.wasettings.service.trace.Traces;
import io.wasettings.service.trace.Traces.Trace;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Publishes in the Kafka binding's binary mode, once the topics have been seen to be as they must be. Looking up the
 * partition may block for a part of the timeout.
 */
final class KafkaPublisher implements Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);

    private final KafkaOperations<byte[], byte[]> kafka;
    private final TopicProperties names;
    private final Topics topics;
    private final MeterRegistry metrics;
    private final Traces traces;

    KafkaPublisher(
            KafkaOperations<byte[], byte[]> kafka,
            TopicProperties names,
            Topics topics,
            MeterRegistry metrics,
            Traces traces) {
        this.kafka = kafka;
        this.names = names;
        this.topics = topics;
        this.metrics = metrics;
        this.traces = traces;
    }

    @Override
    public CompletableFuture<?> publishCommand(SettingsKey key, CloudEvent event) {
        Trace trace = traces.begin("publish command", SpanKind.PRODUCER, event.traceparent())
                .with("messaging.destination.name", names.commands())
                .with("wa.command_id", event.id());
        CloudEvent traced = event.traced(trace.traceparent());
        return trace.endWith(publish(
                        Records.write(names.commands(), bytes(key), traced),
                        CommandContext.of(event.id(), traced.traceparent())))
                .toCompletableFuture();
    }

    @Override
    public CompletableFuture<?> publishStatus(SettingsKey key, StatusEvent event) {
        return publish(
                event.record(names.status(), bytes(key)),
                CommandContext.of(event.told().status().commandId(), event.traceparent()));
    }

    private static byte[] bytes(SettingsKey key) {
        return key.recordKey().getBytes(StandardCharsets.UTF_8);
    }

    private CompletableFuture<?> publish(ProducerRecord<byte[], byte[]> record, CommandContext about) {
        Timer.Sample sample = Timer.start(metrics);
        return send(record).whenComplete((sent, failure) -> {
            sample.stop(metrics.timer(
                    "wa.settings.ingest.publish",
                    "topic",
                    record.topic(),
                    "outcome",
                    failure == null ? "acknowledged" : "failed"));
            if (failure != null) {
                about.run(() -> notPublished(record.topic(), failure));
            }
        });
    }

    private static void notPublished(String topic, Throwable failure) {
        String cause = failure instanceof TopicsNotReadyException ? failure.getMessage() : LogLine.typeBehind(failure);
        LogLine.warn(LOG, "not_published")
                .with("topic", topic)
                .with("cause", cause)
                .write();
    }

    private CompletableFuture<?> send(ProducerRecord<byte[], byte[]> record) {
        if (!topics.fit()) {
            return CompletableFuture.failedFuture(new TopicsNotReadyException());
        }
        try {
            return kafka.send(record);
        } catch (RuntimeException e) {
            // Not only Kafka's: a closed producer throws one of the JDK's, and whoever waits has to learn of it.
            return CompletableFuture.failedFuture(e);
        }
    }
}
