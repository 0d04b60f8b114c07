package io.wasettings.processor.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryHeadersTest {

    private static final Version VERSION = new Version(1000, 42, new Version.Log("AAAA-AAAAA_AAAAAAAAAAA", 5));
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final RetryHeaders HEADERS =
            new RetryHeaders(3, VERSION, TIME, 1, new Waits(TIME.plusSeconds(1), null, TIME.plusSeconds(2)));

    @Test
    void what_is_written_is_read_back() {
        assertThat(RetryHeaders.read(written(HEADERS))).contains(HEADERS);
    }

    @Test
    void a_command_may_be_replayed_more_often_than_it_may_be_tried() {
        RetryHeaders often = new RetryHeaders(1, VERSION, TIME, 1001);

        assertThat(RetryHeaders.read(written(often))).contains(often);
    }

    @Test
    void writing_again_replaces_and_never_grows() {
        RecordHeaders headers = new RecordHeaders();
        for (int i = 0; i < 100; i++) {
            HEADERS.write(headers);
        }

        assertThat(headers.toArray()).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({
        "wa_attempts, -1",
        "wa_attempts, 1001",
        "wa_attempts, 99999999999999999999",
        "wa_attempts, three",
        "wa_replays, 1e3",
        "wa_replays, 1000000000",
        "wa_due, ''",
        "wa_due, 2026-01-01",
        "wa_version, 7.5:1",
        "wa_version, -1:1",
        "wa_version, 1",
        "wa_version_log, ''",
        "wa_version_log, AAAAAAAAAAAAAAAAAAAAAA",
        "wa_version_log, AAAAAAAAAAAAAAAAAAAAAA:-1",
        "wa_version_log, AAAAAAAAAAAAAAAAAAAAAAA:1",
        "wa_version_log, AAAAAAAAAAAAAAAAAAAAAA:9999999999",
    })
    void what_no_processor_writes_is_not_believed(String name, String value) {
        Map<String, byte[]> headers = written(HEADERS);
        headers.put(name, value.getBytes(UTF_8));

        assertThat(RetryHeaders.read(headers)).isEmpty();
    }

    @Test
    void a_missing_header_makes_all_of_them_unreadable() {
        for (String name : List.of("wa_attempts", "wa_version", "wa_due", "wa_replays")) {
            Map<String, byte[]> headers = written(HEADERS);
            headers.remove(name);

            assertThat(RetryHeaders.read(headers)).as(name).isEmpty();
        }
    }

    @Test
    void headers_of_a_release_that_left_out_the_log_are_read() {
        Map<String, byte[]> headers = written(HEADERS);
        headers.remove("wa_version_log");

        assertThat(RetryHeaders.read(headers)).map(RetryHeaders::version).contains(new Version(1000, 42));
    }

    @Test
    void times_of_waiting_that_were_written_before_do_not_outlive_an_attempt() {
        RecordHeaders headers = new RecordHeaders();
        HEADERS.write(headers);

        new RetryHeaders(4, VERSION, TIME, 1).write(headers);

        assertThat(headers.toArray()).hasSize(5);
    }

    @Test
    void a_log_that_was_written_before_does_not_outlive_its_version() {
        RecordHeaders headers = new RecordHeaders();
        HEADERS.write(headers);

        new RetryHeaders(3, new Version(7, 1), Instant.EPOCH, 1).write(headers);

        assertThat(headers.lastHeader("wa_version_log")).isNull();
    }

    private static Map<String, byte[]> written(RetryHeaders retryHeaders) {
        Headers headers = new RecordHeaders();
        retryHeaders.write(headers);
        Map<String, byte[]> byName = new HashMap<>();
        headers.forEach(header -> byName.put(header.key(), header.value()));
        return byName;
    }
}
