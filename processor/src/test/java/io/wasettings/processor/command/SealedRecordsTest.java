package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.KEY;
import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.settings.Secrets;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.text.Json;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.probe.ProbeResult;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may hold secrets in the clear lies sealed on every topic but its producer's, and comes back as it was. */
class SealedRecordsTest {

    private static final String CLEAR = """
            {"webhook_url": "https://hooks.example.com/wa", "auth_type": "bearer", "api_key": "s3cr3t"}""";

    /** The default limit of a topic, less what a batch takes beside its record. */
    private static final int MAX_MESSAGE = 1_000_000;

    private static final int LARGEST_BODY = 192 * 1024;

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"api_key\": \"s3cr3t\"",
                "api_key=s3cr3t",
                "{\"api_key\": \"s3cr3t\", \"api_key\": \"s3cr3t\"}",
                "{\"webhook_url\": 1, \"oauth2\": {\"client_secret\": \"s3cr3t\"}}",
                "{\"from\": \"+14155552671\", \"apikey\": \"s3cr3t\"}"
            })
    void an_unreadable_record_lies_sealed(String value) {
        fixture.handle(fixture.delivery("1", KEY.recordKey(), value));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(deadLetter()).doesNotContain("s3cr3t", base64("s3cr3t"));
        assertThat(lastDeadLetter().headers().lastHeader("wa_sealed")).isNotNull();
    }

    @Test
    void a_command_with_a_password_in_a_url_lies_sealed() {
        fixture.handle(fixture.bearer("1"));

        fixture.handle(fixture.delivery("1", KEY.recordKey(), """
                {"webhook_url": "https://user:s3cr3t@hooks.example.com/", "auth_type": "bearer"}"""));

        assertThat(deadLetter()).doesNotContain("s3cr3t", base64("s3cr3t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cr3t",
                "{\"key\": \"acme/transactional/default\", \"api_key\": \"s3cr3t\"}",
                "eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTI1NkdDTSIsImtpZCI6ImsxIn0.{\"api_key\": \"s3cr3t\"}"
            })
    void a_command_with_secrets_that_nobody_has_sealed_lies_sealed(String sealedSecrets) {
        fixture.handle(CommandFixture.with(
                fixture.delivery(
                        "1", KEY.recordKey(), """
                        {"webhook_url": "https://hooks.example.com/", "auth_type": "bearer", "sealed_secrets": %s}""".formatted(Json.mapper().writeValueAsString(sealedSecrets))),
                "ce_partner",
                "beta"));

        assertThat(deadLetter()).doesNotContain("s3cr3t", base64("s3cr3t"));
        assertThat(lastDeadLetter().headers().lastHeader("wa_sealed")).isNotNull();
    }

    @Test
    void a_dead_letter_without_secrets_lies_as_it_came() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        Delivery command = fixture.bearer("1");

        fixture.handle(command);
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.handle(fixture.redelivered("retry.2", 2));

        assertThat(lastDeadLetter().value()).isEqualTo(command.value());
        assertThat(lastDeadLetter().headers().lastHeader("wa_sealed")).isNull();
    }

    @Test
    void a_command_with_clear_secrets_waits_sealed_for_the_store_and_is_refused_then() {
        fixture.commandStore.available(false);
        fixture.handle(fixture.delivery("1", KEY.recordKey(), CLEAR));
        assertThat(retry()).doesNotContain("s3cr3t", base64("s3cr3t"));

        fixture.commandStore.available(true);
        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.REJECTED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2011);
    }

    @Test
    void a_command_whose_clear_secrets_are_accepted_waits_sealed_and_is_applied_then() {
        fixture.acceptClearSecrets = true;
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        fixture.handle(fixture.delivery("1", KEY.recordKey(), CLEAR));
        assertThat(retry()).doesNotContain("s3cr3t", base64("s3cr3t"));

        fixture.webhook = ProbeResult.Passed::new;
        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_command_with_clear_secrets_waits_sealed_for_room_and_is_the_same_when_it_comes_again() {
        fixture.acceptClearSecrets = true;
        fixture.defer(fixture.delivery("1", KEY.recordKey(), CLEAR));
        Delivery waiting = fixture.redelivered("retry.2", 2);
        assertThat(new String(waiting.value(), UTF_8)).doesNotContain("s3cr3t", base64("s3cr3t"));
        fixture.handle(fixture.delivery("1", KEY.recordKey(), CLEAR));

        fixture.handle(waiting);

        assertThat(fixture.statuses()).extracting(Status::state).containsExactly(State.APPLIED, State.APPLIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary", "structured"})
    void the_largest_command_that_is_read_fits_a_retry_topic_when_it_is_sealed(String mode) {
        fixture.acceptClearSecrets = true;
        fixture.largest.put("retry.1", MAX_MESSAGE);
        fixture.commandStore.available(false);
        fixture.handle(mode.equals("binary") ? large(CLEAR, LARGEST_BODY) : structured());
        fixture.commandStore.available(true);

        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    @Test
    void a_dead_letter_that_lies_sealed_tells_whose_it_is() {
        fixture.acceptClearSecrets = true;
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);

        fixture.handle(structured());
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.handle(fixture.redelivered("retry.2", 2));

        assertThat(lastDeadLetter().headers().lastHeader("wa_sealed")).isNotNull();
        assertThat(lastDeadLetter().headers().lastHeader("wa_subject").value()).isEqualTo("/test 1".getBytes(UTF_8));
    }

    @Test
    void a_replay_carries_out_what_was_sealed_and_leaves_it_sealed_on_the_retry_topics() {
        fixture.acceptClearSecrets = true;
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        fixture.handle(fixture.delivery("1", KEY.recordKey(), CLEAR));
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.handle(fixture.redelivered("retry.2", 2));
        assertThat(deadLetter()).doesNotContain("s3cr3t");

        fixture.handle(replayed());
        assertThat(fixture.lastStatus().state()).isEqualTo(State.RETRYING);
        assertThat(retry()).doesNotContain("s3cr3t");
        fixture.webhook = ProbeResult.Passed::new;
        fixture.handle(fixture.redelivered("retry.1", 1));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.probes).last().asString().endsWith(" s3cr3t");
    }

    @Test
    void what_stays_unreadable_is_not_sealed_twice() {
        fixture.handle(fixture.delivery("1", KEY.recordKey(), "{\"api_key\": \"s3cr3t\""));
        byte[] sealed = lastDeadLetter().value();

        fixture.handle(replayed());

        assertThat(fixture.lastStatus().errors().toString()).contains("is not valid JSON");
        assertThat(lastDeadLetter().value()).isEqualTo(sealed);
    }

    @Test
    void a_sealed_record_that_holds_no_record_is_told_as_failed_and_lies_as_it_is() {
        fixture.handle(fixture.delivery("1", KEY.recordKey(), "{\"api_key\": \"s3cr3t\""));
        byte[] sealed = fixture.secretBox
                .seal("dead letter", new Secrets(Map.of("value", "no base64!")))
                .getBytes(UTF_8);
        Delivery back = replayed();

        fixture.handle(new Delivery(back.tier(), back.place(), back.key(), sealed, back.headers()));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().commandId()).isEqualTo("1");
        assertThat(fixture.lastStatus().code()).isEqualTo(2010);
        assertThat(lastDeadLetter().value()).isEqualTo(sealed);
    }

    @Test
    void that_a_record_is_sealed_is_not_believed_on_the_commands_topic() {
        Delivery delivery = CommandFixture.with(
                fixture.delivery("1", KEY.recordKey(), "{\"api_key\": \"s3cr3t\""), "wa_sealed", "true");

        fixture.handle(delivery);

        assertThat(deadLetter()).doesNotContain("s3cr3t");
    }

    @Test
    void a_command_whose_producer_calls_it_sealed_is_retried_and_replayed_as_what_it_is() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        Delivery delivery = CommandFixture.with(fixture.bearer("1"), "wa_sealed", "true");

        fixture.handle(delivery);
        fixture.handle(fixture.redelivered("retry.1", 1));
        fixture.handle(fixture.redelivered("retry.2", 2));
        fixture.webhook = ProbeResult.Passed::new;
        fixture.handle(replayed());

        assertThat(fixture.statuses())
                .extracting(Status::state)
                .containsExactly(State.RETRYING, State.RETRYING, State.FAILED, State.APPLIED);
    }

    private Delivery large(String body, int size) {
        return fixture.delivery("1", KEY.recordKey(), body + " ".repeat(size - body.length()));
    }

    private Delivery structured() {
        String event = """
                {"specversion": "1.0", "id": "1", "source": "/test", "type": "wa.settings.update.v2",
                 "partner": "acme", "channel": "transactional", "datacontenttype": "application/json", "data": %s}""".formatted(CLEAR);
        Delivery delivery = large(event, 2 * LARGEST_BODY);
        List<Header> headers =
                CommandFixture.headers(Map.of("content-type", "application/cloudevents+json".getBytes(UTF_8)));
        return new Delivery(0, delivery.place(), delivery.key(), delivery.value(), headers);
    }

    /** The last dead letter as a replay brings it back. */
    private Delivery replayed() {
        Delivery delivery = fixture.redelivered(TOPICS.deadLetter(), 1);
        RetryHeaders before = RetryHeaders.read(delivery.lastHeaders()).orElseThrow();
        RecordHeaders headers = new RecordHeaders();
        new RetryHeaders(0, before.version(), Instant.EPOCH, before.replays() + 1).write(headers);
        headers.forEach(delivery.headers()::add);
        return delivery;
    }

    private String retry() {
        return new String(fixture.redelivered("retry.1", 1).value(), UTF_8);
    }

    private String deadLetter() {
        return new String(lastDeadLetter().value(), UTF_8);
    }

    private ProducerRecord<byte[], byte[]> lastDeadLetter() {
        var sent = fixture.sent(TOPICS.deadLetter());
        return sent.get(sent.size() - 1);
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
