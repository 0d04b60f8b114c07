package io.wasettings.processor.replay;

import com.mongodb.client.MongoDatabase;
import io.wasettings.processor.kafka.ReliableSender;
import io.wasettings.processor.lookup.CommandLookup;
import io.wasettings.processor.mongo.QueryIndexes;
import io.wasettings.processor.store.NotedReplay;
import io.wasettings.service.background.DaemonThreads;
import io.wasettings.service.kafka.TopicProperties;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.QueryIndex;
import java.time.Clock;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

    private static final String FETCH_BYTES = String.valueOf(1 << 20);
    private static final String FETCH_WAIT_MS = "10";

    @Bean
    DeadLetterTopic deadLetterTopic(ConsumerFactory<byte[], byte[]> consumers, TopicProperties topics) {
        return new DeadLetterTopic(
                () -> consumers.createConsumer(null, "dead-letters", null, boundedReads()), topics.deadLetter());
    }

    /**
     * A slow replay keeps what it has read for long: a fetch is a megabyte, where by default one of a partition is. And
     * what a replay reads is there: only a partition that it has read to its end has the broker wait, and all other
     * partitions and questions of that connection with it.
     */
    private static Properties boundedReads() {
        Properties properties = new Properties();
        properties.setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        properties.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        return properties;
    }

    @Bean
    Claims replayClaims(MongoDatabase database, Clock clock) {
        return new Claims(database, clock);
    }

    @Bean
    ReplayLog replayLog(MongoDatabase database, Claims claims, Clock clock) {
        return new ReplayLog(database, claims, clock);
    }

    @Bean
    Replayer replayer(
            DeadLetterTopic topic, ReliableSender sender, TopicProperties topics, Claims claims, Clock clock) {
        return new Replayer(topic, sender, topics, claims, clock);
    }

    @Bean
    Candidates replayCandidates(CommandLookup lookup, DeadLetterTopic deadLetters) {
        return new Candidates(lookup, deadLetters);
    }

    @Bean
    Parking parking(CommandLookup lookup, MongoDatabase database, Clock clock) {
        return new Parking(lookup, database, clock);
    }

    @Bean
    Replays replays(Candidates candidates, Replayer replayer, ReplayLog log, Claims claims, Clock clock) {
        ReplayRun run = new ReplayRun(candidates, replayer, log, claims, clock);
        return new Replays(run, log, claims, clock, DaemonThreads.named("replay"));
    }

    /** Not for a command of the command line, which ends long before it could look after anything. */
    @Bean
    @ConditionalOnWebApplication
    TakeOver replayTakeOver(Replays replays) {
        return new TakeOver(replays);
    }

    @Bean
    QueryIndexes replayIndexes() {
        return QueryIndexes.of(
                new QueryIndex(CollectionNames.COMMANDS, NotedReplay.LISTED_ID),
                new QueryIndex(CollectionNames.COMMANDS, NotedReplay.CLAIM_ID),
                new QueryIndex(ReplayLog.COLLECTION, ReplayDocuments.REQUESTED_AT));
    }
}
