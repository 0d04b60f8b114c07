package io.wasettings.processor.intake;

import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Delivery.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * What the poll loop subscribes to.
 *
 * @param tiers the topics and the tier of each: 0 for the commands topic, n for the n-th retry topic
 * @param ids asks the broker for the ids of those of these topics that exist; throws a {@code KafkaException} if it
 *     cannot tell
 */
record Subscription(Map<String, Integer> tiers, Function<Set<String>, Map<String, String>> ids) {

    Subscription {
        tiers = Map.copyOf(tiers);
    }

    Set<String> topics() {
        return tiers.keySet();
    }

    /**
     * The ids of those of the topics that exist, as the broker tells them now.
     *
     * @throws org.apache.kafka.common.KafkaException if it cannot tell
     */
    Map<String, String> topicIds() {
        return ids.apply(topics());
    }

    /**
     * A record of one of the topics as a delivery.
     *
     * @param topicId the id of the topic as which its partition is read; null if that is not known
     */
    Delivery delivery(ConsumerRecord<byte[], byte[]> record, @Nullable String topicId) {
        return new Delivery(
                tiers.getOrDefault(record.topic(), 0),
                new Place(record.topic(), topicId, record.partition(), record.offset(), record.timestamp()),
                record.key(),
                record.value(),
                headers(record));
    }

    /** Copies, since the client's refer to all that was fetched together for as long as they are not read. */
    private static List<Header> headers(ConsumerRecord<byte[], byte[]> record) {
        List<Header> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new RecordHeader(header.key(), header.value())));
        return headers;
    }
}
