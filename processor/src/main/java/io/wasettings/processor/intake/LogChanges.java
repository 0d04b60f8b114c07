package io.wasettings.processor.intake;

import io.wasettings.service.log.LogLine;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of partitions whose log is not what it was: their topic was deleted and recreated, or the log lost its
 * end. For the thread of the poll loop.
 */
final class LogChanges {

    private static final Logger LOG = LoggerFactory.getLogger(LogChanges.class);

    private final Consumer<byte[], byte[]> consumer;
    private final Subscription subscription;
    private final Assignment assignment;
    private final Lanes lanes;
    private final TopicWatch watch;

    LogChanges(Consumer<byte[], byte[]> consumer, Subscription subscription, Assignment assignment, Lanes lanes) {
        this.consumer = consumer;
        this.subscription = subscription;
        this.assignment = assignment;
        this.lanes = lanes;
        this.watch = TopicWatch.of(subscription::topicIds, lanes::nanoTime);
    }

    /** Begins anew what was recreated as far as is known by now; waits for nothing. To be called now and then. */
    void look() {
        watch.news().ifPresent(ids -> beginAnew(assignment.recreatedForSure(ids), ids));
    }

    /** Reads nothing of partitions just assigned that seem to be of a recreated topic, before that is sure. */
    void assigned() {
        Map<String, String> ids = topicIds();
        // Where no id is known to compare with, another broker may answer.
        Map<String, String> again = assignment.lacksIds() ? topicIds() : ids;
        // A broker that lags may tell the id of before the recreation. Paused at once, as this poll may bring records.
        consumer.pause(assignment.doubtOther(ids, again));
    }

    /**
     * Reads a log again from where it is not what was read of it: from its beginning if its topic was recreated, else
     * from where it lost its end, or from what was unfinished before that, once the broker tells the same id again.
     *
     * @throws KafkaException if whether the topic is still the same cannot be seen
     */
    void goBack(TopicPartition partition, PartitionProgress progress, long offset) {
        Map<String, String> ids = topicIds();
        beginAnew(assignment.recreated(ids), ids);
        if (progress.isOver()) {
            return;
        }
        if (!ids.containsKey(partition.topic())) {
            throw new KafkaException("The log of " + partition + " is not what it was, and its topic cannot be seen");
        }
        long from = progress.lowestUnfinishedUpTo(offset);
        LogLine.warn(LOG, "log_lost_its_end")
                .with("partition", partition)
                .with("from", from)
                .write();
        PartitionProgress again = new PartitionProgress(progress.topicId());
        // Lower than what is committed, which would have the next process skip what the log holds there now.
        again.reached(from);
        replace(Map.of(partition, again));
        // A broker that lags may not know yet that the topic was recreated.
        assignment.doubt(partition);
        consumer.seek(partition, from);
    }

    /** Reads topics that have another id now from their beginning, and commits nothing of those before them. */
    private void beginAnew(Set<TopicPartition> recreated, Map<String, String> ids) {
        if (recreated.isEmpty()) {
            return;
        }
        LogLine.warn(LOG, "topic_recreated").with("partitions", recreated).write();
        replace(recreated.stream()
                .collect(Collectors.toMap(
                        Function.identity(), partition -> new PartitionProgress(ids.get(partition.topic())))));
        consumer.seekToBeginning(recreated);
    }

    /** Nothing that was known of these partitions holds any more. */
    private void replace(Map<TopicPartition, PartitionProgress> news) {
        assignment.replace(news);
        lanes.drop(news.keySet());
    }

    private Map<String, String> topicIds() {
        watch.forget();
        return subscription.topicIds();
    }
}
