package io.wasettings.service.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicCollection.TopicNameCollection;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

/** What is said when the user lacks a right on a topic. */
class TopicRightsTest {

    private static final String COMMANDS = "commands";
    private static final TopicProperties PROPERTIES =
            new TopicProperties(COMMANDS, "status", "retry", "dlt", 3, (short) -1);

    @Test
    void a_missing_topic_that_the_user_must_not_create_is_named_with_what_to_do() {
        TopicSetup setup = setup(new UnknownTopicOrPartitionException());

        assertThatThrownBy(setup::run)
                .isInstanceOf(UnfitTopicException.class)
                .hasMessageContaining("Topic " + COMMANDS + " ")
                .hasMessageContaining(
                        "create it with 3 partitions and message.timestamp.type=LogAppendTime, or allow Create");
    }

    @Test
    void a_topic_that_the_user_must_not_see_is_named_with_what_to_do() {
        TopicSetup setup = setup(new TopicAuthorizationException(Set.of(COMMANDS)));

        assertThatThrownBy(setup::run)
                .isInstanceOf(UnfitTopicException.class)
                .hasMessageContaining("topic " + COMMANDS + " ")
                .hasMessageContaining("allow Describe");
    }

    /** @param onDescribe what the broker answers when it is asked about any topic */
    private static TopicSetup setup(RuntimeException onDescribe) {
        return new TopicSetup(() -> new Denying(onDescribe), PROPERTIES, List.of(), Map.of());
    }

    /** Stands for a broker that lets the user create nothing. */
    private static final class Denying extends ForwardingAdmin {

        private final RuntimeException onDescribe;

        Denying(RuntimeException onDescribe) {
            super(Map.of("bootstrap.servers", "127.0.0.1:1"));
            this.onDescribe = onDescribe;
        }

        @Override
        public DescribeTopicsResult describeTopics(TopicCollection topics, DescribeTopicsOptions options) {
            return new Described(failed(((TopicNameCollection) topics).topicNames(), onDescribe));
        }

        @Override
        public CreateTopicsResult createTopics(Collection<NewTopic> topics, CreateTopicsOptions options) {
            List<String> names = topics.stream().map(NewTopic::name).toList();
            return new Created(failed(names, new TopicAuthorizationException("Authorization failed.")));
        }

        private static <T> Map<String, KafkaFuture<T>> failed(Collection<String> names, RuntimeException cause) {
            KafkaFutureImpl<T> future = new KafkaFutureImpl<>();
            future.completeExceptionally(cause);
            Map<String, KafkaFuture<T>> futures = new LinkedHashMap<>();
            names.forEach(name -> futures.put(name, future));
            return futures;
        }
    }

    private static final class Described extends DescribeTopicsResult {
        Described(Map<String, KafkaFuture<TopicDescription>> futures) {
            super(null, futures);
        }
    }

    private static final class Created extends CreateTopicsResult {
        Created(Map<String, KafkaFuture<TopicMetadataAndConfig>> futures) {
            super(futures);
        }
    }
}
