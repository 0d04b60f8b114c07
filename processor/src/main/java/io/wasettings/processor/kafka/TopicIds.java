package io.wasettings.processor.kafka;

import io.wasettings.service.kafka.AdminCalls;
import io.wasettings.service.kafka.AdminSettings;
import io.wasettings.service.log.LogLine;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
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
            client.describeTopics(names).topicNameValues().forEach((name, topic) -> {
                try {
                    ids.put(name, AdminCalls.answer(topic).topicId().toString());
                } catch (UnknownTopicOrPartitionException | TopicAuthorizationException e) {
                    LogLine.debug(LOG, "topic_not_seen")
                            .with("topic", name)
                            .with("cause", e)
                            .write();
                }
            });
            return Map.copyOf(ids);
        }
    }
}
