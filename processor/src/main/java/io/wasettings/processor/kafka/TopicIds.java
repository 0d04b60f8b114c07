package io.wasettings.processor.kafka;

import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.log.LogLine;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker for the ids of topics; a topic that is recreated under the same name gets another. */
public final class TopicIds {

    private static final Logger LOG = LoggerFactory.getLogger(TopicIds.class);

    private final AdminSettings admin;

    public TopicIds(AdminSettings admin) {
        this.admin = admin;
    }

    /**
     * The ids, by name, of those of these topics that exist and may be seen.
     *
     * @throws KafkaException when the broker does not answer
     */
    public Map<String, String> of(Set<String> names) {
        try (Admin client = Admin.create(admin.values())) {
            Map<String, String> ids = new HashMap<>();
            for (var topic : client.describeTopics(names).topicNameValues().entrySet()) {
                try {
                    ids.put(topic.getKey(), topic.getValue().get().topicId().toString());
                } catch (ExecutionException e) {
                    passOverMissing(topic.getKey(), e.getCause());
                }
            }
            return Map.copyOf(ids);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }

    /** Whether the broker says that a topic does not exist, or may not be seen. */
    public static boolean isNotSeen(@Nullable Throwable cause) {
        return cause instanceof UnknownTopicOrPartitionException || cause instanceof TopicAuthorizationException;
    }

    private static void passOverMissing(String topic, @Nullable Throwable cause) {
        if (isNotSeen(cause)) {
            LogLine.debug(LOG, "topic_not_seen")
                    .with("topic", topic)
                    .with("cause", cause)
                    .write();
        } else {
            throw cause instanceof KafkaException kafka ? kafka : new KafkaException(cause);
        }
    }
}
