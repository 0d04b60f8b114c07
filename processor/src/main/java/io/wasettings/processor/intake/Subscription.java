package io.wasettings.processor.intake;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the poll loop subscribes to.
 *
 * @param topics the commands topic, then the retry topics in the order of their tiers
 * @param ids asks the broker for the ids of those of these topics that exist; throws a {@code KafkaException} if it
 *     cannot tell
 */
record Subscription(List<String> topics, Function<List<String>, Map<String, String>> ids) {

    Subscription {
        topics = List.copyOf(topics);
    }
}
