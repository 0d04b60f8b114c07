package io.wasettings.ingest.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wasettings.common.CloudEvent;
import io.wasettings.common.SettingsKey;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.core.KafkaOperations;

/** Publishes in the Kafka binding's binary mode. Finding the partition may block for a part of the timeout. */
final class KafkaPublisher implements Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);

    private final KafkaOperations<String, byte[]> kafka;
    private final TopicsProperties topics;
    private final MeterRegistry metrics;

    KafkaPublisher(KafkaOperations<String, byte[]> kafka, TopicsProperties topics, MeterRegistry metrics) {
        this.kafka = kafka;
        this.topics = topics;
        this.metrics = metrics;
    }

    @Override
    public CompletableFuture<?> publishCommand(SettingsKey key, CloudEvent event) {
        return publish(topics.commands(), key, event);
    }

    @Override
    public CompletableFuture<?> publishStatus(SettingsKey key, CloudEvent event) {
        return publish(topics.status(), key, event);
    }

    private CompletableFuture<?> publish(String topic, SettingsKey key, CloudEvent event) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key.recordKey(), event.data());
        event.headers().forEach((name, value) -> record.headers().add(name, value));
        Timer.Sample sample = Timer.start(metrics);
        return send(record).whenComplete((sent, failure) -> {
            sample.stop(metrics.timer(
                    "wa.settings.ingest.publish", "topic", topic, "outcome", failure == null ? "sent" : "failed"));
            if (failure != null) {
                LOG.warn(
                        "Not published, topic={} id={} kind={}",
                        topic,
                        event.id(),
                        NestedExceptionUtils.getMostSpecificCause(failure)
                                .getClass()
                                .getSimpleName());
            }
        });
    }

    private CompletableFuture<?> send(ProducerRecord<String, byte[]> record) {
        try {
            return kafka.send(record);
        } catch (KafkaException | org.springframework.kafka.KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
