package io.wasettings.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.Credentials.Bearer;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.common.settings.ValidSettings;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broker cannot be made to do when a test wants it; with a real one see {@link SettingsCommandProducerIT}. */
class UnconfirmedCommandsTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String STATUSES = "status";
    private static final SettingsCommand COMMAND = SettingsCommand.of(
            "acme", Channel.TRANSACTIONAL, new ValidSettings("https://hooks.example.com/v1", null, new Bearer("k3y")));

    private final Awaited awaited = new Awaited("/s");
    private final NotSending broker = new NotSending();
    private final SettingsCommandProducer producer = new SettingsCommandProducer(
            ProducerSettings.of("/s", Map.of()),
            SealingKeySource.of(TestKeys.generate("k1")),
            broker,
            awaited,
            new StatusFollower(UnconfirmedCommandsTest::statuses, STATUSES, awaited, Duration.ZERO));

    @AfterEach
    void stop() {
        producer.close();
    }

    @ParameterizedTest
    @ValueSource(classes = {TimeoutException.class, NetworkException.class})
    void a_command_whose_acknowledgement_was_lost_ends_as_it_is_told(Class<? extends RuntimeException> failure)
            throws Exception {
        Submission submission = producer.submit(COMMAND);

        answer(failure.getConstructor().newInstance());

        assertThat(submission.published())
                .failsWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(failure);
        awaited.told(TestStatuses.told(COMMAND.id(), "/s", State.APPLIED));
        assertThat(submission.ended()).succeedsWithin(LONG).returns(State.APPLIED, Status::state);
    }

    @Test
    void a_command_that_was_submitted_by_a_callback_ends_as_it_is_told_if_its_acknowledgement_was_lost()
            throws Exception {
        SettingsCommand next = SettingsCommand.of(COMMAND.partner(), COMMAND.channel(), COMMAND.settings());
        CompletableFuture<Submission> submission =
                producer.submit(COMMAND).published().handle((nothing, failure) -> producer.submit(next));

        answer(new TimeoutException(), new TimeoutException());

        assertThat(submission.join().published()).failsWithin(LONG);
        awaited.told(TestStatuses.told(next.id(), "/s", State.APPLIED));
        assertThat(submission.join().ended()).succeedsWithin(LONG).returns(State.APPLIED, Status::state);
    }

    @Test
    void a_command_that_the_broker_refuses_has_ended() throws Exception {
        Submission submission = producer.submit(COMMAND);

        answer(new RecordTooLargeException());

        assertThat(submission.published()).failsWithin(LONG);
        assertThat(submission.ended()).failsWithin(LONG);
    }

    @Test
    void a_command_that_was_not_even_sent_in_time_has_ended() {
        broker.refused = new TimeoutException("The topic is not in the metadata");

        Submission submission = producer.submit(COMMAND);

        assertThat(submission.published()).failsWithin(LONG);
        assertThat(submission.ended()).failsWithin(LONG);
    }

    /** As Kafka's producer does it, on a thread of its own. */
    private void answer(RuntimeException... failures) throws InterruptedException {
        Thread sender = new Thread(() -> List.of(failures).forEach(broker::errorNext));
        sender.start();
        sender.join();
    }

    private static MockConsumer<byte[], byte[]> statuses() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions(STATUSES, List.of());
        return consumer;
    }

    /** Sends what it takes when it is told to; what it does not take it refuses at once. */
    private static final class NotSending extends MockProducer<byte[], byte[]> {

        private RuntimeException refused;

        NotSending() {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            Future<RecordMetadata> sent = super.send(record, callback);
            if (refused != null) {
                errorNext(refused);
            }
            return sent;
        }
    }
}
