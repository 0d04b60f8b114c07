package io.wasettings.processor.projection;

import com.mongodb.client.MongoDatabase;
import io.wasettings.processor.kafka.GroupProperties;
import io.wasettings.processor.store.FoundDeadLetters;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.mongo.MongoProperties;
import io.wasettings.service.status.CommandStatuses;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

@Configuration(proxyBeanMethods = false)
@EnableKafka
class ProjectionConfiguration {

    private static final long PAUSE_BETWEEN_TRIES_MS = 1000;
    private static final int FETCH_WAIT_MS = 500;
    private static final int POLL_MS = FETCH_WAIT_MS + 100;

    /** By this name the listeners' annotations know it. */
    @Bean
    ProjectionTopics projectionTopics(TopicProperties topics, GroupProperties groups) {
        return new ProjectionTopics(topics.status(), topics.deadLetter(), groups.projectionGroup());
    }

    @Bean
    StatusProjection statusProjection(MongoDatabase database, Clock clock, MongoProperties properties) {
        return new StatusProjection(new CommandStatuses(database, clock, properties.commandRetention()));
    }

    @Bean
    DeadLetterProjection deadLetterProjection(FoundDeadLetters deadLetters) {
        return new DeadLetterProjection(deadLetters);
    }

    /**
     * All listeners are projections: what comes within half a second is fetched in one go. No poll lasts much longer,
     * since after a fetch that brought nothing the client sends no other one in the same poll (KAFKA-20780).
     */
    @Bean
    ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> projectionsFetchMuch() {
        return container -> {
            ContainerProperties properties = container.getContainerProperties();
            properties.setPollTimeout(POLL_MS);
            properties
                    .getKafkaConsumerProperties()
                    .putAll(Map.of(
                            ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                            "1048576",
                            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                            String.valueOf(FETCH_WAIT_MS)));
        };
    }

    @Bean
    ListenerStart listenerStart(KafkaListenerEndpointRegistry registry) {
        return new ListenerStart(registry::getListenerContainers);
    }

    /** Without end: a store that is away comes back, and nothing may be missing then. */
    @Bean
    CommonErrorHandler projectionErrorHandler() {
        return new DefaultErrorHandler(new FixedBackOff(PAUSE_BETWEEN_TRIES_MS, FixedBackOff.UNLIMITED_ATTEMPTS));
    }
}
