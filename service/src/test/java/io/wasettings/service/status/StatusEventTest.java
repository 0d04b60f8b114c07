package io.wasettings.service.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.service.kafka.Records;
import io.wasettings.testkit.StatusOrderContract.Told;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class StatusEventTest {

    private static final CommandRef COMMAND = new CommandRef("/billing", "7");
    private static final ToldStatus FAILED = TestStatuses.told(COMMAND, new Told("failed", 1, 2));

    @Test
    void what_is_written_is_read_back() {
        StatusEvent event = new StatusEvent(FAILED, StatusEvent.PROCESSOR, null, true);
        ProducerRecord<byte[], byte[]> written = event.record("status", null);

        ConsumerRecord<byte[], byte[]> read = record(written.headers(), written.value());
        assertThat(StatusEvent.read(read)).contains(FAILED);
        assertThat(StatusEvent.isStoredAlready(read)).isTrue();
    }

    @Test
    void it_names_who_tells_it_and_whom_it_is_about() {
        Map<String, byte[]> headers = Records.headers(new StatusEvent(FAILED, StatusEvent.PROCESSOR, null, false)
                .record("status", null)
                .headers());

        assertThat(new String(headers.get("ce_source"), UTF_8)).isEqualTo("/wa-settings/processor");
        assertThat(new String(headers.get("ce_subject"), UTF_8)).isEqualTo("7");
        assertThat(new String(headers.get("ce_replay"), UTF_8)).isEqualTo("1");
        assertThat(headers).doesNotContainKeys("wa_stored", "ce_record");
    }

    @Test
    void its_record_has_these_headers_and_no_others() {
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        List<String> always = List.of(
                "ce_specversion",
                "ce_id",
                "ce_source",
                "ce_type",
                "ce_time",
                "ce_partner",
                "ce_channel",
                "ce_subject",
                "content-type");
        ToldStatus first = TestStatuses.told(COMMAND, new Told("accepted", 0, 1));
        ToldStatus ofOneRecord = new ToldStatus(FAILED.status(), 1, "commands/0/7");

        assertThat(names(new StatusEvent(first, StatusEvent.INGEST_API, null, false)))
                .containsExactlyInAnyOrderElementsOf(always);
        assertThat(names(new StatusEvent(ofOneRecord, StatusEvent.PROCESSOR, traceparent, true)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(always.stream(), Stream.of("traceparent", "ce_replay", "ce_record", "wa_stored"))
                                .toList());
    }

    private static List<String> names(StatusEvent event) {
        return Stream.of(event.record("status", null).headers().toArray())
                .map(Header::key)
                .toList();
    }

    @Test
    void it_has_an_identity_of_its_own_that_is_the_same_when_told_again() {
        List<String> ids = Stream.of(
                        FAILED,
                        TestStatuses.told(COMMAND, new Told("failed", 0, 2)),
                        TestStatuses.told(COMMAND, new Told("failed", 1, 1)),
                        TestStatuses.told(COMMAND, new Told("applied", 1, 2)),
                        TestStatuses.told(new CommandRef("/other", "7"), new Told("failed", 1, 2)),
                        new ToldStatus(FAILED.status(), 1, "commands/0/7"))
                .map(told -> new StatusEvent(told, StatusEvent.PROCESSOR, null, false).id())
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(new StatusEvent(FAILED, StatusEvent.PROCESSOR, null, true).id())
                .isEqualTo(ids.get(0));
    }

    @Test
    void a_status_of_the_version_before_is_of_a_command_of_the_ingest_api() {
        String json = new String(new StatusEvent(FAILED, StatusEvent.PROCESSOR, null, false).data(), UTF_8)
                .replace("\"source\":\"/billing\",", "");
        Headers headers = new RecordHeaders().add("ce_type", "wa.settings.status.v2".getBytes(UTF_8));

        assertThat(StatusEvent.read(record(headers, json.getBytes(UTF_8))))
                .flatMap(ToldStatus::command)
                .contains(new CommandRef("/wa-settings/ingest-api", "7"));
    }

    private static ConsumerRecord<byte[], byte[]> record(Headers headers, byte[] value) {
        return new ConsumerRecord<>(
                "status", 0, 0, 0, TimestampType.LOG_APPEND_TIME, 0, 0, null, value, headers, Optional.empty());
    }
}
