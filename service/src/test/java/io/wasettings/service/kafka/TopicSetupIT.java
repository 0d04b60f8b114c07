package io.wasettings.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wasettings.testkit.TestBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class TopicSetupIT {

    private static final Map<String, Object> BROKER = Map.of("bootstrap.servers", TestBroker.bootstrapServers());

    private final String prefix = "t" + UUID.randomUUID();
    private final String commands = prefix + ".commands";
    private final String status = prefix + ".status";
    private final TopicProperties properties =
            new TopicProperties(commands, status, prefix + ".retry", prefix + ".dlt", 3, (short) -1);

    @Test
    void missing_topics_are_created_with_the_brokers_time() throws Exception {
        setup(properties.forFailures(2)).run();

        for (String topic : List.of(commands, status, prefix + ".retry.1", prefix + ".retry.2", prefix + ".dlt")) {
            assertThat(partitions(topic)).isEqualTo(3);
            assertThat(setting(topic, "message.timestamp.type")).isEqualTo("LogAppendTime");
            assertThat(overridden(topic)).containsEntry("cleanup.policy", "delete");
        }
    }

    @Test
    void dead_letters_are_kept_longer_and_may_be_larger() throws Exception {
        setup(properties.forFailures(0)).run();

        assertThat(setting(prefix + ".dlt", "retention.ms"))
                .isEqualTo(String.valueOf(Duration.ofDays(30).toMillis()));
        assertThat(setting(prefix + ".dlt", "max.message.bytes")).isEqualTo(String.valueOf(2 * 1024 * 1024));
    }

    @Test
    void the_limit_of_a_records_size_is_that_of_what_it_is_when_it_is_unpacked() {
        setup(properties.forFailures(0)).run();
        Map<String, Object> compressing = Map.of(
                "bootstrap.servers",
                TestBroker.bootstrapServers(),
                "compression.type",
                "gzip",
                "max.request.size",
                16 * 1024 * 1024);

        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(compressing, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(producer.send(new ProducerRecord<>(commands, new byte[8 * 1024 * 1024])))
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(RecordTooLargeException.class);
            assertThat(producer.send(new ProducerRecord<>(commands, new byte[64 * 1024])))
                    .succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @RepeatedTest(3)
    void what_was_made_takes_records_at_once() {
        setup(properties.forFailures(2)).run();

        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestBroker.bootstrapServers(), "retries", 0, "enable.idempotence", false),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int partition = 0; partition < 3; partition++) {
                sent.add(producer.send(new ProducerRecord<>(status, partition, null, new byte[0])));
            }
        }

        assertThat(sent).allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ZERO));
    }

    @RepeatedTest(6)
    void applications_that_make_the_topics_at_the_same_time_with_other_settings_end_up_with_one_number_of_partitions()
            throws Exception {
        TopicProperties others =
                new TopicProperties(commands, status, prefix + ".retry", prefix + ".dlt", 5, (short) -1);
        TopicSetup other = new TopicSetup(new AdminSettings(BROKER), others, others.forFailures(2));

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(setup(List.of())),
                        CompletableFuture.runAsync(setup(properties.forFailures(2))),
                        CompletableFuture.runAsync(other))
                .get();

        for (String topic : List.of(prefix + ".retry.1", prefix + ".retry.2", prefix + ".dlt")) {
            assertThat(partitions(topic)).isEqualTo(partitions(commands));
        }
    }

    @Test
    void existing_topics_are_left_as_they_are() throws Exception {
        create(commands, 1, "LogAppendTime");

        setup(properties.forFailures(1)).run();

        assertThat(partitions(commands)).isEqualTo(1);
        assertThat(partitions(prefix + ".retry.1")).isEqualTo(1);
        assertThat(partitions(status)).isEqualTo(3);
    }

    @Test
    void a_topic_that_keeps_the_producers_time_is_refused_with_what_to_do() throws Exception {
        create(commands, 3, "CreateTime");

        assertThatThrownBy(() -> setup(List.of()).run())
                .isInstanceOf(UnfitTopicException.class)
                .hasMessageContaining(commands)
                .hasMessageContaining("message.timestamp.type=LogAppendTime");
    }

    @ParameterizedTest
    @ValueSource(strings = {"compact", "compact,delete"})
    void a_compacted_topic_is_refused_with_what_to_do(String policy) throws Exception {
        create(status, 3, Map.of("message.timestamp.type", "LogAppendTime", "cleanup.policy", policy));

        assertThatThrownBy(() -> setup(List.of()).run())
                .isInstanceOf(UnfitTopicException.class)
                .hasMessageContaining(status)
                .hasMessageContaining("cleanup.policy=delete");
    }

    @Test
    void a_topic_that_deletes_records_before_they_have_waited_is_refused_with_what_to_do() throws Exception {
        create(commands, 3, "LogAppendTime");
        create(prefix + ".retry.1", 3, Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", "4200000"));

        waiting(Duration.ofMinutes(9)).run();
        assertThatThrownBy(() -> waiting(Duration.ofMinutes(10)).run())
                .isInstanceOf(UnfitTopicException.class)
                .hasMessageStartingWith("Topic " + prefix + ".retry.1 must have retention.ms above 4200000,");
    }

    @Test
    void a_topic_that_keeps_everything_keeps_what_waits() throws Exception {
        create(commands, 3, "LogAppendTime");
        create(prefix + ".retry.1", 3, Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", "-1"));

        waiting(Duration.ofDays(30)).run();

        assertThat(setting(prefix + ".retry.1", "retention.ms")).isEqualTo("-1");
    }

    @Test
    void a_new_topic_keeps_records_for_longer_than_they_wait() throws Exception {
        waiting(Duration.ofDays(10)).run();

        assertThat(setting(prefix + ".retry.1", "retention.ms"))
                .isEqualTo(String.valueOf(Duration.ofDays(17).toMillis()));
    }

    @Test
    void a_new_topic_keeps_records_for_longer_than_they_wait_however_short_the_brokers_default_is() throws Exception {
        waiting(Duration.ofMinutes(11)).run();

        assertThat(overridden(prefix + ".retry.1"))
                .containsEntry(
                        "retention.ms",
                        String.valueOf(Duration.ofDays(7).plusMinutes(11).toMillis()));
    }

    /** A setup where records wait so long on the first retry topic. */
    private TopicSetup waiting(Duration longest) {
        return new TopicSetup(
                new AdminSettings(BROKER), properties, properties.forFailures(1), Map.of(prefix + ".retry.1", longest));
    }

    @Test
    void a_retry_topic_with_other_partitions_than_commands_is_refused() throws Exception {
        create(commands, 3, "LogAppendTime");
        create(prefix + ".retry.1", 2, "LogAppendTime");

        assertThatThrownBy(() -> setup(properties.forFailures(1)).run())
                .isInstanceOf(UnfitTopicException.class)
                .hasMessageContaining(prefix + ".retry.1 has 2 partitions");
    }

    @Test
    void whoever_starts_while_partitions_are_added_is_told_how_to_go_on() throws Exception {
        create(commands, 3, "LogAppendTime");
        create(prefix + ".retry.1", 4, "LogAppendTime");

        assertThatThrownBy(() -> setup(properties.forFailures(1)).run())
                .isInstanceOf(UnfitTopicException.class)
                .hasMessageEndingWith("--alter --partitions, " + commands + " last");
    }

    @Test
    void a_broker_that_is_away_is_reported_in_time() {
        AdminSettings nobody = new AdminSettings(
                Map.of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 100, "request.timeout.ms", 100));

        assertThatThrownBy(() -> new TopicSetup(nobody, properties, List.of()).run())
                .isInstanceOf(KafkaException.class)
                .isNotInstanceOf(UnfitTopicException.class);
    }

    private TopicSetup setup(List<String> besides) {
        return new TopicSetup(new AdminSettings(BROKER), properties, besides);
    }

    private static void create(String topic, int partitions, String timestampType) throws Exception {
        create(topic, partitions, Map.of("message.timestamp.type", timestampType));
    }

    private static void create(String topic, int partitions, Map<String, String> config) throws Exception {
        NewTopic fresh = new NewTopic(topic, partitions, (short) 1);
        try (Admin admin = Admin.create(BROKER)) {
            admin.createTopics(List.of(fresh.configs(config))).all().get();
        }
        awaitThere(topic);
    }

    /** A broker may learn a moment later of what its controller has made. */
    private static void awaitThere(String topic) {
        await().ignoreExceptions().until(() -> partitions(topic) > 0);
    }

    private static int partitions(String topic) throws Exception {
        try (Admin admin = Admin.create(BROKER)) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
        }
    }

    private static String setting(String topic, String name) throws Exception {
        return config(topic).get(name).value();
    }

    /** What the topic has of its own, whatever the broker's defaults are. */
    private static Map<String, String> overridden(String topic) throws Exception {
        return config(topic).entries().stream()
                .filter(entry -> entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    private static Config config(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(BROKER)) {
            return admin.describeConfigs(List.of(resource)).all().get().get(resource);
        }
    }
}
