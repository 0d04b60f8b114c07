package io.wasettings.processor.replay;

import com.mongodb.client.MongoDatabase;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.service.kafka.TopicProperties;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplayProperties.class)
class ReplayConfiguration {

    @Bean
    DeadLetterTopic deadLetterTopic(
            ConsumerFactory<byte[], byte[]> consumers, TopicProperties topics, ReplayProperties properties) {
        return new DeadLetterTopic(
                () -> consumers.createConsumer(null, "dead-letters"), topics.deadLetter(), properties.maxCommands());
    }

    @Bean
    DeadLetters deadLetters(DeadLetterTopic topic, MongoDatabase database) {
        return new DeadLetters(topic, new MongoCommandStates(database));
    }

    @Bean
    Replays replays(
            DeadLetters deadLetters,
            DeadLetterTopic topic,
            ReliableSender sender,
            TopicProperties topics,
            MongoDatabase database,
            Clock clock,
            ReplayProperties properties) {
        return new Replays(
                deadLetters,
                new Replayer(topic, sender, topics, clock, LockSupport::parkNanos),
                new ReplayLog(database, clock),
                clock,
                properties.takeOver());
    }
}
