package io.wasettings.ingest.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wasettings.common.CloudEvent;
import io.wasettings.common.SettingsKey;
import io.wasettings.service.kafka.Records;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.status.StatusEvent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Publishes in the Kafka binding's binary mode, once the topics were seen to be as they must be. Finding the partition
 * may block for a part of the timeout.
 */
final class KafkaPublisher implements Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);

    private final KafkaOperations<byte[], byte[]> kafka;
    private final TopicProperties names;
    private final Topics topics;
    private final MeterRegistry metrics;

    KafkaPublisher(KafkaOperations<byte[], byte[]> kafka, TopicProperties names, Topics topics, MeterRegistry metrics) {
        this.kafka = kafka;
        this.names = names;
        this.topics = topics;
        this.metrics = metrics;
    }

    @Override
    public CompletableFuture<?> publishCommand(SettingsKey key, CloudEvent event) {
        return publish(Records.write(names.commands(), bytes(key), event), event.id());
    }

    @Override
    public CompletableFuture<?> publishStatus(SettingsKey key, StatusEvent event) {
        return publish(event.record(names.status(), bytes(key)), event.id());
    }

    private static byte[] bytes(SettingsKey key) {
        return key.recordKey().getBytes(StandardCharsets.UTF_8);
    }

    private CompletableFuture<?> publish(ProducerRecord<byte[], byte[]> record, String id) {
        Timer.Sample sample = Timer.start(metrics);
        return send(record).whenComplete((sent, failure) -> {
            sample.stop(metrics.timer(
                    "wa.settings.ingest.publish",
                    "topic",
                    record.topic(),
                    "outcome",
                    failure == null ? "acknowledged" : "failed"));
            if (failure != null) {
                LogLine.warn(LOG, "not_published")
                        .with("topic", record.topic())
                        .with("event_id", id)
                        .with("kind", kind(failure))
                        .write();
            }
        });
    }

    private static String kind(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure).getClass().getSimpleName();
    }

    private CompletableFuture<?> send(ProducerRecord<byte[], byte[]> record) {
        if (!topics.fit()) {
            return CompletableFuture.failedFuture(new KafkaException("The topics are not as they must be, or not yet"));
        }
        try {
            return kafka.send(record);
        } catch (KafkaException | org.springframework.kafka.KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
