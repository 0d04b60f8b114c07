package io.wasettings.processor.intake;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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

    int tier(String topic) {
        return tiers.getOrDefault(topic, 0);
    }
}
