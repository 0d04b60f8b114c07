package io.wasettings.common.event;

import static io.wasettings.common.event.EventReading.event;
import static io.wasettings.common.event.EventReading.noEvent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wasettings.common.event.CloudEvent.Context;
import io.wasettings.common.event.CloudEvent.Extensions;
import io.wasettings.common.event.CloudEvent.NoEvent;
import io.wasettings.common.event.CloudEvent.Origin;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final CloudEvent COMMAND = new CloudEvent(
            new Context("id-1", "/billing", CloudEvent.COMMAND_TYPE, Instant.parse("2026-01-01T00:00:00Z")),
            new Extensions("acme", "transactional", null, TRACE),
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
    void a_record_without_a_required_attribute_is_no_event() {
        for (String name : new String[] {"ce_id", "ce_source", "ce_type"}) {
            assertThat(noEvent(without(name), "{}").problem()).contains(name);
        }
    }

    @Test
    void a_tombstone_is_no_event_but_keeps_its_id() {
        assertThat(CloudEvent.read(COMMAND.headers(), null))
                .isEqualTo(new NoEvent(
                        "The record has no value, or no data that can be read.",
                        new Origin("id-1", "/billing", "acme", "transactional")));
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

    @ParameterizedTest
    @MethodSource("legal_ids")
    void an_id_may_be_any_text_of_128_characters(String id) {
        assertThat(event(with("ce_id", id), "{}").id()).isEqualTo(id);
    }

    static Stream<String> legal_ids() {
        return Stream.of(
                "order|17:'x'@{y}",
                "x".repeat(128),
                "\uD83D\uDE00".repeat(128),
                "\"17\"",
                " a b ",
                "a/b?c#d%20e;f\\g",
                "ü\u2028",
                ".",
                "..");
    }

    @Test
    void an_id_that_cannot_be_told_is_not_kept() {
        assertThat(noEvent(with("ce_id", "\uD83D\uDE00".repeat(129)), "{}")
                        .origin()
                        .id())
                .isNull();
        assertThat(noEvent(with("ce_id", "a\nb"), "{}").origin().id()).isNull();
    }

    @ParameterizedTest
    @MethodSource
    void the_value_at_fault_is_named(Map<String, byte[]> headers, String problem) {
        assertThat(noEvent(headers, "{}").problem()).isEqualTo(problem);
    }

    static Stream<Arguments> the_value_at_fault_is_named() {
        return Stream.of(
                arguments(with("ce_id", "x".repeat(129)), "ce_id is longer than 128 characters."),
                arguments(with("ce_id", ""), "ce_id is empty."),
                arguments(with("ce_id", "a\u0007"), "ce_id holds a control character or half a character."),
                arguments(without("ce_id"), "ce_id is missing."),
                arguments(misspelt("ce-id"), "ce_id is missing, but a header looks like it: its name is ce_id."),
                arguments(misspelt("CE_ID"), "ce_id is missing, but a header looks like it: its name is ce_id."),
                arguments(misspelt("id"), "ce_id is missing, but a header looks like it: its name is ce_id."),
                arguments(with("ce_source", "/s".repeat(300)), "ce_source is longer than 512 characters."),
                arguments(with("ce_source", "/a b"), "ce_source must be a URI reference, without spaces."),
                arguments(with("ce_specversion", "0.3"), "The CloudEvents version (ce_specversion) is not 1.0."),
                arguments(
                        with("ce_type", "\"wa.settings.update.v2\""),
                        "ce_type is in quotation marks; send header values as plain text, not as JSON."),
                arguments(
                        with("ce_partner", "\"acme\""),
                        "ce_partner is in quotation marks; send header values as plain text, not as JSON."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=UTF-8; v=1",
                "application/json;v=1;charset=\"utf-8\"",
                "application/json; charset=utf8",
                "Application/JSON ; profile=\"a;b\"",
                "application/json;",
                "application/json;; charset=utf-8 ; "
            })
    void parameters_of_the_content_type_are_passed_over_as_over_http(String contentType) {
        assertThat(event(with("content-type", contentType), "{}").id()).isEqualTo("id-1");
    }

    @Test
    void a_content_type_that_is_no_text_is_refused_like_one_that_is_not_json() {
        Map<String, byte[]> headers = new HashMap<>(COMMAND.headers());
        headers.put("content-type", new byte[] {(byte) 0xFF, (byte) 0xFE});
        NoEvent structured = noEvent(Map.of("content-type", "application/cloudevents+json".getBytes(UTF_8)), """
                {"specversion": "1.0", "id": "id-1", "source": "/billing", "type": "wa.settings.update.v2",
                 "datacontenttype": 5, "data": {}}""");

        assertThat(noEvent(headers, "{}").problem()).isEqualTo("The content type is not application/json in UTF-8.");
        assertThat(structured.problem()).isEqualTo("The content type is not application/json in UTF-8.");
    }

    @Test
    void a_source_is_a_uri_reference_without_spaces() {
        assertThat(noEvent(with("ce_source", "/billing system"), "{}").problem())
                .contains("ce_source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_type", "ce_specversion"})
    void a_header_that_is_not_utf8_is_not_text(String name) {
        Map<String, byte[]> headers = new HashMap<>(COMMAND.headers());
        headers.put(name, new byte[] {(byte) 0xFF, (byte) 0xFE});

        assertThat(noEvent(headers, "{}").problem()).isEqualTo(name + " is not text.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nX: 1",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-xyz"
            })
    void a_trace_context_that_says_nothing_is_dropped(String traceparent) {
        assertThat(event(with("traceparent", traceparent), "{}").traceparent()).isNull();
    }

    @Test
    void a_malformed_time_is_dropped() {
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

    private static Map<String, byte[]> misspelt(String name) {
        Map<String, byte[]> headers = without("ce_id");
        headers.put(name, "id-1".getBytes(UTF_8));
        return headers;
    }
}
