package io.wasettings.processor.intake;

import io.wasettings.processor.kafka.RetryProperties;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.log.LogLine;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what to subscribe to: the topics that are configured, and retry topics that were left behind when the list
 * of delays became shorter, since commands may still wait there.
 */
final class Subscriptions implements Supplier<Subscription> {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private final Runnable topicSetup;
    private final TopicProperties topics;
    private final int tiers;
    private final Function<Set<String>, Map<String, String>> ids;

    /**
     * @param topicSetup makes sure that the configured topics are there
     * @param tiers how many retry topics are configured
     * @param ids asks the broker for the ids of those of these topics that exist
     */
    Subscriptions(
            Runnable topicSetup, TopicProperties topics, int tiers, Function<Set<String>, Map<String, String>> ids) {
        this.topicSetup = topicSetup;
        this.topics = topics;
        this.tiers = tiers;
        this.ids = ids;
    }

    /** @throws org.apache.kafka.common.KafkaException when the broker is away, or a topic is not as it must be */
    @Override
    public Subscription get() {
        topicSetup.run();
        Map<String, Integer> subscribed = new HashMap<>(retryTopics(1, tiers));
        subscribed.put(topics.commands(), 0);
        Map<String, Integer> leftBehind = retryTopics(tiers + 1, RetryProperties.MAX_DELAYS);
        if (!leftBehind.isEmpty()) {
            leftBehind
                    .keySet()
                    .retainAll(ids.apply(Set.copyOf(leftBehind.keySet())).keySet());
        }
        if (!leftBehind.isEmpty()) {
            LogLine.info(LOG, "retry_topics_left_behind")
                    .with("topics", leftBehind.keySet())
                    .write();
        }
        subscribed.putAll(leftBehind);
        return new Subscription(subscribed, ids);
    }

    private Map<String, Integer> retryTopics(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .boxed()
                .collect(Collectors.toMap(topics::retry, tier -> tier, (a, b) -> a, HashMap::new));
    }
}
