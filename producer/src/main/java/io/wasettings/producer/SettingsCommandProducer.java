package io.wasettings.producer;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CloudEvent.Context;
import io.wasettings.common.event.CloudEvent.Extensions;
import io.wasettings.common.settings.Pointers;
import io.wasettings.common.settings.SealedSecrets;
import io.wasettings.common.settings.SettingsJson;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.UserInfo;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.ToldStatus;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Submits settings over Kafka and follows their statuses. Secrets are sealed, bound to the record and to the
 * destinations that they are for; commands of one sender keep their order. One for the life of an application;
 * thread-safe.
 *
 * <p>While the broker is unavailable, following waits for it; if the broker refuses reading, it tries again every 5
 * seconds. It goes on where it stopped. The reason is in the log of Kafka's clients.
 */
public final class SettingsCommandProducer implements AutoCloseable {

    private final ProducerSettings settings;
    private final SealingKeySource keys;
    private final Clock clock = Clock.systemUTC();
    private final Awaited awaited;
    private final StatusFollower follower;
    private final Producer<byte[], byte[]> producer;

    /** @param follower tells {@code awaited} */
    SettingsCommandProducer(
            ProducerSettings settings,
            SealingKeySource keys,
            Producer<byte[], byte[]> producer,
            Awaited awaited,
            StatusFollower follower) {
        this.settings = settings;
        this.keys = keys;
        this.producer = producer;
        this.awaited = awaited;
        this.follower = follower;
    }

    /**
     * Starts a producer.
     *
     * @throws KafkaException when the broker does not answer or the client settings are not usable
     */
    public static SettingsCommandProducer start(ProducerSettings settings, SealingKeySource keys) {
        SettingsCommandProducer started = connected(settings, keys);
        Thread thread = new Thread(started.follower, "wa-settings-statuses");
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    private static SettingsCommandProducer connected(ProducerSettings settings, SealingKeySource keys) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(clients(settings));
        try {
            Awaited awaited = new Awaited(settings.source());
            return new SettingsCommandProducer(settings, keys, producer, awaited, StatusFollower.of(settings, awaited));
        } catch (KafkaException e) {
            producer.close();
            throw e;
        }
    }

    /**
     * Submits a command.
     *
     * @throws SealingKeysUnavailableException when there is nothing to seal with; nothing was submitted then
     * @throws IllegalArgumentException when a URL has user info, whose password must not be published; it quotes none
     * @throws IllegalStateException when a command of this id is on its way already
     */
    public Submission submit(SettingsCommand command) {
        requireNoUserInfo(Pointers.WEBHOOK_URL, command.settings().webhookUrl());
        command.settings().tokenUrl().ifPresent(url -> requireNoUserInfo(Pointers.TOKEN_URL, url));
        ProducerRecord<byte[], byte[]> message = message(command);
        CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
        CompletableFuture<Status> ended = awaited.end(command.id(), sent.thenApply(SettingsCommandProducer::place));
        CompletableFuture<Void> published = new CompletableFuture<>();
        Thread caller = Thread.currentThread();
        AtomicBoolean tried = new AtomicBoolean();
        var unused = sent.whenComplete((lies, failure) -> {
            if (failure == null) {
                published.complete(null);
            } else {
                published.completeExceptionally(failure);
                // A record that was given up for want of an acknowledgement may lie on the topic all the same. If it
                // could not even be tried, the client says so at once; later the caller's thread may be Kafka's own.
                boolean isAtOnce = Thread.currentThread() == caller && !tried.get();
                if (!(failure instanceof RetriableException) || isAtOnce) {
                    awaited.fail(ended, failure);
                }
            }
        });
        send(message, sent);
        tried.set(true);
        return new Submission(command.id(), published, ended);
    }

    /** Waits until all submitted commands are sent, then stops following. */
    @Override
    public void close() {
        try {
            producer.close();
        } finally {
            follower.close();
        }
    }

    private static void requireNoUserInfo(String field, String url) {
        if (UserInfo.isIn(url)) {
            throw new IllegalArgumentException(field + " " + UserInfo.CORRECTION);
        }
    }

    /** The place of a record as statuses name it. */
    private static String place(RecordMetadata lies) {
        return ToldStatus.place(lies.topic(), lies.partition(), lies.offset());
    }

    private void send(ProducerRecord<byte[], byte[]> message, CompletableFuture<RecordMetadata> sent) {
        try {
            var unused = producer.send(message, (lies, failure) -> {
                if (failure == null) {
                    sent.complete(lies);
                } else {
                    sent.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            // A closed producer throws none of Kafka's exceptions.
            sent.completeExceptionally(e);
        }
    }

    private ProducerRecord<byte[], byte[]> message(SettingsCommand command) {
        SettingsKey key = command.key();
        String sealed = keys.current()
                .seal(key.recordKey(), SealedSecrets.of(command.settings()).payload());
        CloudEvent event = new CloudEvent(
                new Context(command.id(), settings.source(), CloudEvent.COMMAND_TYPE, clock.instant()),
                new Extensions(key.partner(), key.channel().wireName(), null, null),
                SettingsJson.writeCommand(command.settings(), sealed));
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                settings.commands(), key.recordKey().getBytes(StandardCharsets.UTF_8), event.data());
        event.headers().forEach((name, value) -> message.headers().add(name, value));
        return message;
    }

    private static Map<String, Object> clients(ProducerSettings settings) {
        Map<String, Object> clients = new HashMap<>(settings.clients());
        // Kafka's own partitioner: murmur2 of the key, as the ingest-api does it.
        clients.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
        clients.put(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, false);
        clients.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        clients.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        clients.put(ProducerConfig.ACKS_CONFIG, "all");
        clients.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // With several requests in flight, one that a new leader refused may be out of order until it is given up
        // (KAFKA-15591).
        clients.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // A record in a transaction that nobody commits would stop its partition.
        clients.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return clients;
    }
}
