package io.wasettings.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.settings.Credentials.Client;
import io.wasettings.common.settings.Credentials.ClientCredentials;
import io.wasettings.common.settings.Credentials.OAuth2;
import io.wasettings.common.settings.SealedSecrets;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.SettingsJson;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.common.settings.ValidSettings;
import io.wasettings.common.status.Status.State;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The producer against a real broker; what the processor tells is written by the tests. */
class SettingsCommandProducerIT {

    private static final String SOURCE = "/billing/provisioning";
    private static final JWKSet KEYS = TestKeys.generate("k1");
    private static final ValidSettings SETTINGS =
            settings("https://hooks.example.com/v1", "https://auth.example.com/token");

    private final TestTopics topics = TestTopics.create();
    private SettingsCommandProducer producer;

    @BeforeEach
    void start() {
        producer = producer(topics);
    }

    @AfterEach
    void stop() {
        producer.close();
        topics.close();
    }

    @Test
    void a_command_is_the_documented_event() throws Exception {
        Submission submission = producer.submit(command());
        submission.published().get(10, TimeUnit.SECONDS);

        ConsumerRecord<byte[], byte[]> message = topics.command();
        assertThat(message.key()).asString().isEqualTo("acme/transactional/+14155552671");
        assertThat(CloudEvent.read(TestTopics.headers(message), message.value()))
                .isInstanceOfSatisfying(CloudEvent.Event.class, read -> {
                    CloudEvent event = read.event();
                    assertThat(event.id()).isEqualTo(submission.commandId());
                    assertThat(event.source()).isEqualTo(SOURCE);
                    assertThat(event.type()).isEqualTo(CloudEvent.COMMAND_TYPE);
                    assertThat(event.partner()).isEqualTo("acme");
                    assertThat(event.channel()).isEqualTo("transactional");
                });
    }

    @Test
    void secrets_are_sealed_for_this_record_and_these_destinations() throws Exception {
        producer.submit(command()).published().get(10, TimeUnit.SECONDS);

        ConsumerRecord<byte[], byte[]> message = topics.command();
        assertThat(message.value()).asString().doesNotContain("s3cret");
        String sealed = SettingsJson.readCommand(message.value())
                .fold(SettingsJson.Decoded::sealedSecrets, undecodable -> undecodable.detail());
        SealedSecrets opened = new SecretBox(KEYS)
                .open("acme/transactional/+14155552671", sealed)
                .fold(SealedSecrets::read, refusal -> {
                    throw new AssertionError(refusal);
                });
        assertThat(opened.secrets().clientSecret()).isEqualTo("s3cret");
        assertThat(opened.webhookUrl()).isEqualTo("https://hooks.example.com/v1");
        assertThat(opened.tokenUrl()).isEqualTo("https://auth.example.com/token");
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:pa55@hooks.example.com/v1, https://auth.example.com/token, /webhook_url",
        "https://hooks.example.com/v1, https://user:pa55@auth.example.com/token, /oauth2/token_url"
    })
    void a_url_with_user_info_is_refused_unpublished(String webhookUrl, String tokenUrl, String field) {
        SettingsCommand withPassword = command(settings(webhookUrl, tokenUrl));

        assertThatThrownBy(() -> producer.submit(withPassword))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field + " must have no user name or password before the host; if an @")
                .hasMessageNotContaining("pa55");

        // Neither the id is taken, nor anything before this one on the topic.
        Submission next = producer.submit(
                new SettingsCommand(withPassword.id(), withPassword.partner(), withPassword.channel(), SETTINGS));
        assertThat(next.published()).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(topics.command().value()).asString().doesNotContain("pa55");
    }

    /** Reference value: murmur2 as in librdkafka's {@code rdmurmur2.c}, of three partitions. */
    @Test
    void the_partition_is_where_librdkafka_puts_the_key() throws Exception {
        producer.submit(command()).published().get(10, TimeUnit.SECONDS);

        ConsumerRecord<byte[], byte[]> message = topics.command();
        assertThat(message.key()).asString().isEqualTo("acme/transactional/+14155552671");
        assertThat(message.partition()).isEqualTo(2);
    }

    @Test
    void the_future_ends_with_the_status_of_this_source_and_id() throws Exception {
        Submission submission = producer.submit(command());
        String id = submission.commandId();

        topics.tell(TestStatuses.status(id, "/another", State.REJECTED));
        topics.tell(TestStatuses.status(UUID.randomUUID().toString(), SOURCE, State.REJECTED));
        topics.tell(TestStatuses.status(id, SOURCE, State.RETRYING));
        topics.tell(TestStatuses.status(id, SOURCE, State.APPLIED));

        assertThat(submission.ended().get(20, TimeUnit.SECONDS).state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_refusal_of_another_record_under_its_name_is_not_its_own_but_that_of_its_own_record_is() throws Exception {
        Submission submission = producer.submit(command());
        ConsumerRecord<byte[], byte[]> message = topics.command();
        String place = topics.commands() + "/" + message.partition() + "/";
        String id = submission.commandId();

        topics.tellOf(place + (message.offset() + 1), TestStatuses.status(id, SOURCE, State.REJECTED));
        topics.tellOf(place + message.offset(), TestStatuses.status(id, SOURCE, State.FAILED));

        assertThat(submission.ended().get(20, TimeUnit.SECONDS).state()).isEqualTo(State.FAILED);
    }

    @Test
    void records_that_hold_no_status_are_passed_over() throws Exception {
        Submission submission = producer.submit(command());

        topics.tellRaw("{");
        topics.tellRaw("[]");
        topics.tell(TestStatuses.status(submission.commandId(), SOURCE, State.APPLIED));

        assertThat(submission.ended().get(20, TimeUnit.SECONDS).state()).isEqualTo(State.APPLIED);
    }

    @Test
    void whoever_waits_when_it_is_closed_waits_no_longer() {
        Submission submission = producer.submit(command());

        producer.close();

        assertThat(submission.ended()).failsWithin(20, TimeUnit.SECONDS).withThrowableOfType(ExecutionException.class);
    }

    @Test
    void a_topic_of_statuses_that_comes_later_is_followed_from_its_beginning() {
        try (TestTopics incomplete = TestTopics.withoutStatuses();
                SettingsCommandProducer early = producer(incomplete)) {
            Submission submission = early.submit(command());

            incomplete.createStatuses();
            incomplete.tell(TestStatuses.status(submission.commandId(), SOURCE, State.APPLIED));

            assertThat(submission.ended()).succeedsWithin(30, TimeUnit.SECONDS);
        }
    }

    private static SettingsCommandProducer producer(TestTopics topics) {
        return SettingsCommandProducer.start(
                new ProducerSettings(
                        SOURCE,
                        Map.of("bootstrap.servers", topics.bootstrapServers()),
                        topics.commands(),
                        topics.statuses()),
                SealingKeySource.of(KEYS));
    }

    private static SettingsCommand command() {
        return command(SETTINGS);
    }

    private static SettingsCommand command(ValidSettings settings) {
        return SettingsCommand.of("acme", Channel.TRANSACTIONAL, settings);
    }

    private static ValidSettings settings(String webhookUrl, String tokenUrl) {
        return new ValidSettings(
                webhookUrl,
                "+14155552671",
                new OAuth2(new Client(tokenUrl, "acme-client", "s3cret", List.of("a"), 3600), new ClientCredentials()));
    }
}
