package io.wasettings.processor.command;

import static io.wasettings.processor.command.CommandFixture.KEY;
import static io.wasettings.processor.command.CommandFixture.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.status.Status;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.reading.BuggyParsers.BugInEverything;
import io.wasettings.processor.command.reading.BuggyParsers.BugInSettings;
import io.wasettings.processor.command.reading.RecordParser;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.probe.ProbeResult;
import io.wasettings.processor.store.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that would stop their partition for good if their outcome could not be told. */
class HostileRecordsTest {

    private static final int SANE_STATUS = 64 * 1024;
    private static final String LONG = "x".repeat(900_000);

    @AutoClose
    private final CommandFixture fixture = new CommandFixture();

    @ParameterizedTest
    @ValueSource(strings = {"ce_partner", "ce_channel"})
    void the_status_of_an_unreadable_record_does_not_carry_its_endless_headers(String header) {
        Delivery delivery = fixture.delivery("1", KEY.recordKey(), "no json");
        delivery.headers().add(new RecordHeader(header, LONG.getBytes(UTF_8)));

        fixture.handle(delivery);

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(lastStatusSize()).isLessThan(SANE_STATUS);
    }

    @Test
    void the_status_of_a_record_with_an_endless_key_is_told_without_it() {
        fixture.largest.put(TOPICS.status(), SANE_STATUS);
        fixture.largest.put(TOPICS.deadLetter(), SANE_STATUS);

        fixture.handle(fixture.delivery("1", LONG, "{}"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.sent(TOPICS.status()).get(0).key()).isNull();
        assertThat(fixture.sent(TOPICS.deadLetter()).get(0).key()).isNull();
    }

    @Test
    void a_partner_that_is_no_text_is_not_told() {
        Map<String, byte[]> headers = Map.of("content-type", "application/cloudevents+json".getBytes(UTF_8));
        String event = """
                {"specversion": "1.0", "id": "1", "source": "/test", "type": "wa.settings.update.v2",
                 "partner": "\\ud800", "channel": "a\\u001bb", "data": {}}""";

        fixture.handle(fixture.delivery(headers, KEY.recordKey().getBytes(UTF_8), event.getBytes(UTF_8)));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().partner()).isNull();
        assertThat(fixture.lastStatus().channel()).isNull();
    }

    @Test
    void an_endless_envelope_is_not_parsed() {
        Map<String, byte[]> headers = Map.of("content-type", "application/cloudevents+json".getBytes(UTF_8));
        String event = "{\"id\": \"1\", \"source\": \"/test\", \"data\": \"" + LONG + "\"}";

        fixture.handle(fixture.delivery(headers, KEY.recordKey().getBytes(UTF_8), event.getBytes(UTF_8)));

        Delivery deadLetter = fixture.redelivered(TOPICS.deadLetter(), 0);
        assertThat(DeadLetterHeaders.read(deadLetter.lastHeaders()).cause())
                .isEqualTo("The record is larger than 393216 bytes.");
    }

    @Test
    void an_endless_name_in_an_envelope_stops_nothing() {
        Map<String, byte[]> headers = Map.of("content-type", "application/cloudevents+json".getBytes(UTF_8));
        String event = """
                {"specversion": "1.0", "id": "1", "source": "/test", "type": "wa.settings.update.v2",
                 "partner": "acme", "channel": "transactional", "data": {"%s": 1}}""".formatted("n".repeat(60_000));

        fixture.handle(fixture.delivery(headers, KEY.recordKey().getBytes(UTF_8), event.getBytes(UTF_8)));
        fixture.handle(fixture.bearer("2"));

        assertThat(fixture.statuses()).extracting(Status::commandId).containsExactly("1", "2");
        assertThat(fixture.statuses()).extracting(Status::state).containsExactly(State.REJECTED, State.APPLIED);
    }

    @ParameterizedTest
    @MethodSource
    void a_bug_that_reading_a_record_always_runs_into_stops_nothing(RecordParser buggy, List<String> told) {
        Map<String, byte[]> headers = Map.of("content-type", "application/cloudevents+json".getBytes(UTF_8));
        String event = """
                {"specversion": "1.0", "id": "1", "source": "/test", "type": "wa.settings.update.v2",
                 "partner": "acme", "channel": "transactional", "data": %s}""".formatted(new String(fixture.bearer("1").value(), UTF_8));
        fixture.handle(fixture.bearer("0"));
        fixture.parser = buggy;

        fixture.handle(fixture.delivery(headers, KEY.recordKey().getBytes(UTF_8), event.getBytes(UTF_8)));

        assertThat(fixture.statuses()).extracting(Status::commandId).isEqualTo(told);
        Delivery deadLetter = fixture.redelivered(TOPICS.deadLetter(), 1);
        assertThat(DeadLetterHeaders.read(deadLetter.lastHeaders()).cause())
                .isEqualTo("The record could not be read for an unexpected reason; operators have been told.");
        assertThat(new String(deadLetter.value(), UTF_8)).doesNotContain("acme");
        fixture.parser = new RecordParser();
        fixture.handle(CommandFixture.with(deadLetter, "wa_replays", "1"));
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
    }

    static Stream<Arguments> a_bug_that_reading_a_record_always_runs_into_stops_nothing() {
        return Stream.of(
                Arguments.of(new BugInSettings(), List.of("0", "1")),
                Arguments.of(new BugInEverything(), List.of("0")));
    }

    @ParameterizedTest
    @MethodSource
    void an_envelope_that_is_not_read_as_a_whole_is_told_as_failed(String event) {
        Map<String, byte[]> headers = Map.of("content-type", "application/cloudevents+json".getBytes(UTF_8));

        fixture.handle(fixture.delivery(headers, KEY.recordKey().getBytes(UTF_8), event.getBytes(UTF_8)));

        assertThat(fixture.lastStatus().commandId()).isEqualTo("1");
        assertThat(fixture.lastStatus().source()).isEqualTo("/test");
        assertThat(fixture.lastStatus().partner()).isEqualTo("acme");
        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2010);
        assertThat(fixture.sent(TOPICS.deadLetter())).hasSize(1);
    }

    static Stream<String> an_envelope_that_is_not_read_as_a_whole_is_told_as_failed() {
        return Stream.of(
                "{\"data\": \"" + LONG + "\", \"id\": \"1\", \"source\": \"/test\"}",
                "{\"data\": {\"a\": 1, \"a\": 2}, \"id\": \"1\", \"source\": \"/test\"}");
    }

    @Test
    void of_an_endless_value_the_headers_tell_whose_it_is() {
        fixture.handle(fixture.delivery("1", KEY.recordKey(), LONG));

        assertThat(fixture.lastStatus().commandId()).isEqualTo("1");
        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2010);
    }

    @Test
    void endless_warnings_of_a_producer_are_cut() {
        String warnings = "[{\"field\": \"%s\", \"message\": \"%s\"}]".formatted(LONG, LONG);

        fixture.handle(CommandFixture.with(fixture.bearer("1"), "ce_warnings", warnings));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(lastStatusSize()).isLessThan(SANE_STATUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[{\"field\": \"\\ud800\", \"message\": \"a\\u001b\"}]", "[null]", "[{}]", "{}", "null", "["})
    void warnings_that_no_producer_writes_stop_nothing(String warnings) {
        Delivery delivery = fixture.bearer("1");
        delivery.headers().add(new RecordHeader("ce_warnings", warnings.getBytes(UTF_8)));

        fixture.handle(delivery);

        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.lastStatus().toString()).doesNotContain("\ud800", "\u001b");
    }

    @Test
    void a_command_that_no_retry_topic_takes_whole_waits_without_the_headers_that_nobody_reads() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        fixture.largest.put("retry.1", 100_000);
        Delivery delivery = CommandFixture.with(fixture.bearer("1"), "x-endless", LONG);
        fixture.handle(delivery);
        fixture.webhook = ProbeResult.Passed::new;

        Delivery retry = fixture.redelivered("retry.1", 1);
        fixture.handle(retry);

        assertThat(retry.value()).isEqualTo(delivery.value());
        assertThat(retry.lastHeaders()).doesNotContainKey("x-endless");
        assertThat(fixture.lastStatus().state()).isEqualTo(State.APPLIED);
        assertThat(fixture.store.find(KEY).orElseThrow().version()).isEqualTo(delivery.version());
    }

    @Test
    void a_command_that_no_retry_topic_takes_at_all_is_given_up() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        fixture.largest.put("retry.1", 10);

        fixture.handle(fixture.bearer("1"));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2020);
        assertThat(fixture.sent(TOPICS.deadLetter())).hasSize(1);
    }

    @Test
    void a_command_to_be_deferred_that_no_retry_topic_takes_is_given_up() {
        fixture.largest.put("retry.2", 10);

        assertThat(fixture.commands().defer(fixture.bearer("1")).toCompletableFuture())
                .isCompleted();

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.lastStatus().code()).isEqualTo(2012);
        assertThat(fixture.sent(TOPICS.deadLetter())).hasSize(1);
    }

    @Test
    void of_a_record_that_not_even_the_dead_letter_topic_takes_its_identity_is_kept() {
        fixture.largest.put(TOPICS.deadLetter(), 100_000);
        Delivery delivery = CommandFixture.with(fixture.delivery("1", KEY.recordKey(), "no json"), "x-endless", LONG);
        for (int i = 0; i < 500; i++) {
            delivery.headers().add(new RecordHeader("ce_x" + i, "y".repeat(1000).getBytes(UTF_8)));
        }

        fixture.handle(delivery);

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        Delivery deadLetter = fixture.redelivered(TOPICS.deadLetter(), 0);
        assertThat(deadLetter.lastHeaders()).containsKey("ce_id").doesNotContainKey("x-endless");
        assertThat(DeadLetterHeaders.read(deadLetter.lastHeaders()).isTruncated())
                .isTrue();
    }

    @Test
    void a_record_that_cannot_be_put_on_the_dead_letter_topic_now_stays_unfinished_until_it_can() {
        fixture.away.add(TOPICS.deadLetter());

        CompletableFuture<Void> handled = fixture.commands()
                .handle(fixture.delivery("1", KEY.recordKey(), "no json"), CommandFixture.servers())
                .toCompletableFuture();
        assertThat(handled).isNotDone();
        assertThat(fixture.statuses()).isEmpty();
        fixture.away.clear();

        await().until(handled::isDone);
        assertThat(fixture.sent(TOPICS.deadLetter())).hasSize(1);
        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
    }

    @Test
    void a_version_of_the_future_without_its_log_is_not_believed_even_on_a_retry_topic() {
        fixture.webhook = () -> new ProbeResult.Unavailable("did not answer in time", null, true);
        Delivery first = fixture.bearer("1");
        fixture.handle(first);
        fixture.webhook = ProbeResult.Passed::new;
        Delivery retry = fixture.redelivered("retry.1", 1);
        retry.headers().removeIf(header -> header.key().equals("wa_version_log"));
        String future = new Version(retry.timestamp() + 3_600_000, 1).toString();

        fixture.handle(CommandFixture.with(retry, "wa_version", future));

        assertThat(fixture.lastStatus().state()).isEqualTo(State.FAILED);
        assertThat(fixture.store.find(KEY)).isEmpty();
        assertThat(RetryHeaders.read(fixture.redelivered(TOPICS.deadLetter(), 0).lastHeaders()))
                .map(RetryHeaders::version)
                .contains(first.version());
    }

    @Test
    void retry_headers_that_a_producer_writes_are_not_believed() {
        Delivery first = fixture.bearer("1");
        Delivery forged =
                CommandFixture.with(first, "wa_version", new Version(first.timestamp() + 1, 1_000).toString());
        forged = CommandFixture.with(
                forged, "wa_version_log", first.version().log().toString());
        forged = CommandFixture.with(forged, "wa_attempts", "900");
        forged = CommandFixture.with(forged, "wa_replays", "3");
        forged = CommandFixture.with(forged, "wa_due", String.valueOf(first.timestamp() + 3_600_000));
        fixture.handle(fixture.bearer("2"));

        fixture.handle(forged);

        assertThat(fixture.lastStatus().commandId()).isEqualTo("1");
        assertThat(fixture.lastStatus().state()).isEqualTo(State.SUPERSEDED);
        assertThat(fixture.lastStatus().attempt()).isEqualTo(1);
        assertThat(fixture.sent(TOPICS.status()))
                .allMatch(told -> told.headers().lastHeader("ce_replay") == null);
        assertThat(fixture.store.find(KEY)).map(Settings::commandId).contains("2");
        assertThat(fixture.retryPolicy().dueAt(forged)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void a_command_store_that_fails_unexpectedly_is_retried_like_an_outage() {
        fixture.commandStore.failWith(new IllegalStateException("s3cr3t detail"));

        fixture.handle(fixture.bearer("1"));

        Status status = fixture.lastStatus();
        assertThat(status.state()).isEqualTo(State.RETRYING);
        assertThat(status.toString()).doesNotContain("s3cr3t");
    }

    private int lastStatusSize() {
        return fixture.sent(TOPICS.status())
                .get(fixture.sent(TOPICS.status()).size() - 1)
                .value()
                .length;
    }
}
