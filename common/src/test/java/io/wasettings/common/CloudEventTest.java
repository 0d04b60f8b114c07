package io.wasettings.common;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.CloudEvent.Event;
import io.wasettings.common.CloudEvent.NoEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudEventTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final CloudEvent COMMAND = new CloudEvent(
            "id-1",
            "/billing",
            CloudEvent.COMMAND_TYPE,
            Instant.parse("2026-01-01T00:00:00Z"),
            "acme",
            "transactional",
            null,
            TRACE,
            "{}".getBytes(UTF_8));

    @Test
    void an_event_is_written_as_headers_of_the_binary_mode() {
        Map<String, String> headers = new HashMap<>();
        COMMAND.headers().forEach((name, value) -> headers.put(name, new String(value, UTF_8)));

        assertThat(headers)
                .containsOnly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", "id-1"),
                        Map.entry("ce_source", "/billing"),
                        Map.entry("ce_type", "wa.settings.update.v2"),
                        Map.entry("ce_time", "2026-01-01T00:00:00Z"),
                        Map.entry("ce_partner", "acme"),
                        Map.entry("ce_channel", "transactional"),
                        Map.entry("content-type", "application/json"),
                        Map.entry("traceparent", TRACE));
    }

    @Test
    void what_is_written_is_read_back() {
        assertThat(event(COMMAND.headers(), "{}")).usingRecursiveComparison().isEqualTo(COMMAND);
    }

    @Test
    void only_a_well_formed_trace_context_is_one() {
        assertThat(CloudEvent.isTraceparent(TRACE)).isTrue();
        assertThat(CloudEvent.isTraceparent(TRACE + "\n")).isFalse();
        assertThat(CloudEvent.isTraceparent("00-xyz")).isFalse();
        assertThat(CloudEvent.isTraceparent(null)).isFalse();
    }

    @Test
    void structured_mode_is_read_too() {
        CloudEvent event =
                event(Map.of("content-type", "application/cloudevents+json; charset=utf-8".getBytes(UTF_8)), """
                {"specversion": "1.0", "id": "id-1", "source": "/billing", "type": "wa.settings.update.v2",
                 "partner": "acme", "channel": "transactional", "datacontenttype": "application/json",
                 "data": {"from": "+1234567890"}}""");

        assertThat(event.id()).isEqualTo("id-1");
        assertThat(event.partner()).isEqualTo("acme");
        assertThat(new String(event.data(), UTF_8)).isEqualTo("{\"from\":\"+1234567890\"}");
    }

    @Test
    void structured_data_may_be_in_base64() {
        CloudEvent event = event(Map.of("content-type", "application/cloudevents+json".getBytes(UTF_8)), """
                {"specversion": "1.0", "id": "1", "source": "/s", "type": "t", "data_base64": "e30="}""");

        assertThat(new String(event.data(), UTF_8)).isEqualTo("{}");
    }

    @Test
    void a_record_without_a_required_attribute_is_no_event() {
        for (String name : new String[] {"ce_id", "ce_source", "ce_type"}) {
            assertThat(noEvent(without(name), "{}").problem()).contains(name);
        }
    }

    @Test
    void a_tombstone_is_no_event_but_keeps_its_id() {
        assertThat(CloudEvent.read(COMMAND.headers(), null))
                .isEqualTo(new NoEvent("The record has no value.", "id-1", "acme", "transactional"));
    }

    @Test
    void another_version_or_content_type_is_no_event() {
        assertThat(noEvent(with("ce_specversion", "0.3"), "{}").problem()).contains("version");
        assertThat(noEvent(with("content-type", "application/avro"), "{}").problem())
                .contains("content type");
        assertThat(noEvent(with("content-type", "application/json; charset=utf-16"), "{}")
                        .problem())
                .contains("content type");
    }

    @Test
    void missing_specversion_and_content_type_are_taken_for_the_default() {
        assertThat(event(without("ce_specversion"), "{}").id()).isEqualTo("id-1");
        assertThat(event(without("content-type"), "{}").id()).isEqualTo("id-1");
    }

    @Test
    void an_id_may_be_any_text_of_128_characters_without_control_characters() {
        assertThat(event(with("ce_id", "x'; drop — ü"), "{}").id()).isEqualTo("x'; drop — ü");
        assertThat(event(with("ce_id", "x".repeat(128)), "{}").id()).hasSize(128);
        assertThat(noEvent(with("ce_id", "x".repeat(129)), "{}").id()).isNull();
        assertThat(noEvent(with("ce_id", "a\nb"), "{}").id()).isNull();
    }

    @Test
    void a_source_is_a_uri_reference_without_spaces() {
        assertThat(noEvent(with("ce_source", "/billing system"), "{}").problem())
                .contains("ce_source");
    }

    @Test
    void a_header_that_is_not_utf8_counts_as_missing() {
        Map<String, byte[]> headers = new HashMap<>(COMMAND.headers());
        headers.put("ce_type", new byte[] {(byte) 0xFF, (byte) 0xFE});

        assertThat(noEvent(headers, "{}").problem()).contains("ce_type");
    }

    @Test
    void a_malformed_trace_context_or_time_is_dropped() {
        assertThat(event(with("traceparent", TRACE + "\r\nX: 1"), "{}").traceparent())
                .isNull();
        assertThat(event(with("ce_time", "yesterday"), "{}").time()).isNull();
    }

    private static Map<String, byte[]> with(String name, String value) {
        Map<String, byte[]> headers = new HashMap<>(COMMAND.headers());
        headers.put(name, value.getBytes(UTF_8));
        return headers;
    }

    private static Map<String, byte[]> without(String name) {
        Map<String, byte[]> headers = new HashMap<>(COMMAND.headers());
        headers.remove(name);
        return headers;
    }

    private static CloudEvent event(Map<String, byte[]> headers, String value) {
        return ((Event) CloudEvent.read(headers, value.getBytes(UTF_8))).event();
    }

    private static NoEvent noEvent(Map<String, byte[]> headers, String value) {
        return (NoEvent) CloudEvent.read(headers, value.getBytes(UTF_8));
    }
}
