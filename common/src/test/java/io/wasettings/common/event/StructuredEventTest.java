package io.wasettings.common.event;

import static io.wasettings.common.event.EventReading.event;
import static io.wasettings.common.event.EventReading.noEvent;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wasettings.common.event.CloudEvent.NoEvent;
import io.wasettings.common.event.CloudEvent.Origin;
import io.wasettings.common.text.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in structured mode: an envelope in JSON. */
class StructuredEventTest {

    private static final Map<String, byte[]> STRUCTURED =
            Map.of("content-type", "application/cloudevents+json".getBytes(UTF_8));

    private static Map<String, byte[]> contentType(String value) {
        return Map.of("content-type", value.getBytes(UTF_8));
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
        assertThat(new String(event.data(), UTF_8)).isEqualTo("{\"from\": \"+1234567890\"}");
    }

    @Test
    void structured_data_may_be_in_base64() {
        CloudEvent event = event(STRUCTURED, """
                {"specversion": "1.0", "id": "1", "source": "/s", "type": "t", "data_base64": "e30="}""");

        assertThat(new String(event.data(), UTF_8)).isEqualTo("{}");
    }

    @Test
    void structured_data_that_is_there_twice_is_none() {
        assertThat(noEvent(STRUCTURED, """
                {"specversion": "1.0", "id": "1", "source": "/s", "type": "t", "data": {}, "data_base64": "e30="}""").problem())
                .isEqualTo("The envelope has both data and data_base64; send one of them.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ \"a\" : [1e400, -1E+400, 1e99999999999, 0.10000000000000000000000001, 3600] }",
                "{\"a\": \"\\u00fc \\\" } \ud83d\ude00\", \"data\": {\"data\": 1}}",
                "{\n  \"a\": null\n}",
                "[{}, []]",
                "\"text \\n\"",
                "1e99999999999",
                "false"
            })
    void structured_data_is_what_it_is_to_the_last_character(String data) {
        for (String before : List.of("", "\"note\": \"" + "\ud83d\ude00".repeat(40_000) + "\", ")) {
            CloudEvent event = event(STRUCTURED, """
                    {%s"specversion": "1.0", "id": "1", "source": "/s", "data":\t%s , "type": "t"}""".formatted(before, data));

            assertThat(new String(event.data(), UTF_8)).isEqualTo(data);
        }
    }

    @Test
    void a_name_may_be_as_long_in_structured_data_as_in_that_of_binary_mode() {
        String longNamed = "\"" + "n".repeat(190_000) + "\": 1";
        String data = "{" + longNamed + "}";

        assertThat(Json.parse(data.getBytes(UTF_8)).object()).isPresent();
        assertThat(new String(event(STRUCTURED, """
                {%s, "specversion": "1.0", "id": "1", "source": "/s", "type": "t", "data": %s}""".formatted(longNamed, data)).data(), UTF_8))
                .isEqualTo(data);
    }

    @Test
    void structured_data_may_be_nested_as_deeply_as_that_of_binary_mode() {
        String data = "{\"a\": " + "[".repeat(Json.MAX_DEPTH - 1) + "]".repeat(Json.MAX_DEPTH - 1) + "}";

        assertThat(Json.parse(data.getBytes(UTF_8)).object()).isPresent();
        assertThat(new String(event(STRUCTURED, """
                {"specversion": "1.0", "id": "1", "source": "/s", "type": "t", "data": %s}""".formatted(data)).data(), UTF_8))
                .isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json ",
                " application/cloudevents+json",
                "\tapplication/cloudevents+json\t",
                "Application/CloudEvents+JSON; charset=utf-8\n",
                "application/cloudevents+json;\r\n charset=utf-8",
                "application/cloudevents+json;\n"
            })
    void structured_mode_may_have_white_space_around_its_content_type(String contentType) {
        assertThat(event(Map.of("content-type", contentType.getBytes(UTF_8)), """
                {"specversion": "1.0", "id": "id-1", "source": "/s", "type": "t", "data": {}}""")
                        .id())
                .isEqualTo("id-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "application/cloudevents", "text/plain"})
    void an_envelope_without_its_content_type_is_told_what_is_missing(String contentType) {
        NoEvent noEvent = noEvent(contentType.isEmpty() ? Map.of() : contentType(contentType), """
                {"specversion": "1.0", "id": "id-1", "source": "/s", "type": "t", "data": {}}""");

        assertThat(noEvent.problem())
                .isEqualTo("ce_id is missing, but the value looks like an event in structured mode: its header"
                        + " content-type is application/cloudevents+json.");
        assertThat(noEvent.origin()).isEqualTo(new Origin(null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/cloudevents-batch+json | [{\"id\": \"id-1\", \"source\": \"/s\", \"type\": \"t\", \"data\": {}}]",
                "Application/CloudEvents+avro; charset=utf-8 | Obj\u0001",
                "application/cloudevents+protobuf | id-1",
            })
    void an_event_in_a_form_that_is_not_read_is_told_in_which_to_send_it(String contentType, String value) {
        NoEvent noEvent = noEvent(contentType(contentType), value);

        assertThat(noEvent.problem())
                .isEqualTo("content-type names a form of CloudEvents that is not read; send"
                        + " application/cloudevents+json, or binary mode, one command a record.");
        assertThat(noEvent.origin()).isEqualTo(new Origin(null, null, null, null));
    }

    @Test
    void an_event_whose_attributes_are_in_headers_is_told_of_its_content_type_alone() {
        Map<String, byte[]> headers = new HashMap<>(contentType("application/cloudevents+avro"));
        headers.put("ce_id", "id-1".getBytes(UTF_8));
        headers.put("ce_source", "/billing".getBytes(UTF_8));
        headers.put("ce_type", "t".getBytes(UTF_8));

        NoEvent noEvent = noEvent(headers, "{}");

        assertThat(noEvent.problem()).isEqualTo("The content type is not application/json in UTF-8.");
        assertThat(noEvent.origin().id()).isEqualTo("id-1");
    }

    @Test
    void settings_that_look_like_an_envelope_are_none_where_attributes_are_in_headers() {
        Map<String, byte[]> headers = Map.of(
                "ce_specversion", "1.0".getBytes(UTF_8),
                "ce_id", "id-1".getBytes(UTF_8),
                "ce_source", "/billing".getBytes(UTF_8),
                "ce_type", "t".getBytes(UTF_8));

        assertThat(event(headers, "{\"id\": \"id-2\", \"source\": \"/s\"}").id())
                .isEqualTo("id-1");
    }

    @Test
    void attributes_in_headers_are_read_where_the_envelope_names_neither_id_nor_source() {
        Map<String, byte[]> headers = new HashMap<>(STRUCTURED);
        headers.put("ce_id", "id-1".getBytes(UTF_8));
        headers.put("ce_source", "/billing".getBytes(UTF_8));

        NoEvent noEvent = noEvent(headers, "{\"from\": \"+14155552671\"}");

        assertThat(noEvent.origin()).isEqualTo(new Origin("id-1", "/billing", null, null));
        assertThat(noEvent.problem())
                .isEqualTo(
                        "content-type says structured mode, but the attributes are in headers; send application/json.");
        assertThat(event(headers, """
                {"specversion": "1.0", "id": "id-2", "source": "/s", "type": "t", "data": {}}""").id()).isEqualTo("id-2");
    }

    @ParameterizedTest
    @MethodSource("io.wasettings.common.event.CloudEventTest#legal_ids")
    void an_id_may_be_the_same_text_in_structured_mode(String id) {
        String envelope =
                Json.mapper().writeValueAsString(Map.of("id", id, "source", "/billing", "type", "t", "data", Map.of()));

        assertThat(event(STRUCTURED, envelope).id()).isEqualTo(id);
    }

    @Test
    void half_a_character_in_an_id_is_refused() {
        String envelope = "{\"id\": \"a\\ud83d\", \"source\": \"/billing\", \"type\": \"t\", \"data\": {}}";

        assertThat(noEvent(STRUCTURED, envelope).problem())
                .isEqualTo("id holds a control character or half a character.");
    }

    @Test
    void an_envelope_in_another_charset_is_refused_as_data_in_one_is() {
        NoEvent noEvent = noEvent(
                Map.of("content-type", "application/cloudevents+json; charset=iso-8859-1".getBytes(UTF_8)), """
                {"specversion": "1.0", "id": "id-1", "source": "/billing", "type": "wa.settings.update.v2", "data": {}}""");

        assertThat(noEvent.problem()).isEqualTo("The content type is not application/json in UTF-8.");
        assertThat(noEvent.origin().id()).isEqualTo("id-1");
    }

    @ParameterizedTest
    @MethodSource
    void an_envelope_that_cannot_be_read_as_a_whole_tells_whose_it_is(String data, String problem) {
        String envelope = """
                {"specversion": "1.0", "id": "id-1", "time": null, "data": %s,
                 "source": "/billing", "type": "t", "partner": "acme", "channel": "transactional"}""".formatted(data);

        assertThat(noEvent(STRUCTURED, envelope).origin())
                .isEqualTo(new Origin("id-1", "/billing", "acme", "transactional"));
        assertThat(noEvent(STRUCTURED, envelope).problem()).contains(problem);
    }

    static Stream<Arguments> an_envelope_that_cannot_be_read_as_a_whole_tells_whose_it_is() {
        return Stream.of(
                arguments("{\"a\": 1, \"a\": 2}", "names a member twice"),
                arguments("[".repeat(500) + "]".repeat(500), "is nested deeper than 32 levels"),
                arguments("[" + "{},".repeat(40_000) + "1]", "more than 65536 tokens"),
                arguments("1".repeat(5_000), "a number of more than 400 digits"),
                arguments("{\"id\": \"id-2\", \"a\": 1, \"a\": {\"id\": 3}}", "names a member twice"));
    }

    @Test
    void an_envelope_that_breaks_off_tells_whose_it_is_as_far_as_it_goes() {
        assertThat(noEvent(STRUCTURED, "{\"id\": \"id-1\", \"source\": \"/billing\", \"data\": {\"a\": 1, \"par")
                        .origin())
                .isEqualTo(new Origin("id-1", "/billing", null, null));
        assertThat(noEvent(STRUCTURED, "{\"source\": \"/billing\", \"id\": \"id-1")
                        .origin())
                .isEqualTo(new Origin(null, "/billing", null, null));
    }

    @Test
    void what_is_not_utf_8_is_passed_over_but_is_no_part_of_an_id() {
        String broken = "{\"data\": \"M\u00fcller\", \"id\": \"%s\", \"source\": \"/billing\"}";

        assertThat(CloudEvent.read(STRUCTURED, broken.formatted("id-1").getBytes(ISO_8859_1))
                        .origin()
                        .id())
                .isEqualTo("id-1");
        assertThat(CloudEvent.read(STRUCTURED, broken.formatted("id-\u00fc").getBytes(ISO_8859_1))
                        .origin()
                        .id())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": \"id-1\", \"source\": \"/billing\", \"id\": \"id-2\"}",
                "{\"id\": \"id-1\", \"source\": \"/billing\", \"id\": null}",
                "{\"source\": \"/a\", \"id\": \"id-1\", \"data\": 1, \"source\": \"/b\"}",
                "[{\"id\": \"id-1\", \"source\": \"/billing\"}]",
                "\"id-1\"",
                "id-1",
                ""
            })
    void of_an_envelope_that_leaves_a_doubt_nothing_is_told(String envelope) {
        assertThat(noEvent(STRUCTURED, envelope).origin()).isEqualTo(new Origin(null, null, null, null));
    }

    @Test
    void what_is_illegal_in_an_envelope_that_cannot_be_read_is_not_told() {
        assertThat(noEvent(STRUCTURED, "{\"id\": \"a\\nb\", \"source\": \"/a b\", \"partner\": 1, \"data\": [}")
                        .origin())
                .isEqualTo(new Origin(null, null, null, null));
    }

    @Test
    void an_endless_member_of_an_envelope_hides_nothing_before_it() {
        String envelope = "{\"id\": \"id-1\", \"source\": \"/billing\", \"partner\": \"" + "x".repeat(900_000) + "\"";

        assertThat(noEvent(STRUCTURED, envelope).origin()).isEqualTo(new Origin("id-1", "/billing", null, null));
    }

    @Test
    void the_longest_partner_that_an_envelope_is_searched_for_has_64_Ki_characters() {
        String longest = "x".repeat(64 * 1024);
        String broken = "{\"partner\": \"%s\", \"data\": [}";

        assertThat(noEvent(STRUCTURED, broken.formatted(longest)).origin().partner())
                .isEqualTo(longest);
        assertThat(noEvent(STRUCTURED, broken.formatted(longest + "x")).origin().partner())
                .isNull();
    }

    @ParameterizedTest
    @MethodSource
    void whatever_is_passed_over_in_an_envelope_hides_nothing_behind_it(String member) {
        String envelope =
                "{" + member + ", \"id\": \"id-1\", \"source\": \"/billing\", \"data\": {\"a\": 1, \"a\": 2}}";

        assertThat(noEvent(STRUCTURED, envelope).origin()).isEqualTo(new Origin("id-1", "/billing", null, null));
    }

    static Stream<String> whatever_is_passed_over_in_an_envelope_hides_nothing_behind_it() {
        return Stream.of(
                "\"" + "n".repeat(300_000) + "\": 1",
                "\"note\": " + "1".repeat(300_000),
                "\"note\": \"" + "x".repeat(300_000) + "\"",
                "\"partner\": \"" + "x".repeat(300_000) + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2", "{}", "[\"1.0\"]", "true"})
    void a_version_that_is_no_text_is_not_understood(String version) {
        assertThat(noEvent(STRUCTURED, """
                {"specversion": %s, "id": "1", "source": "/s", "type": "t", "data": {}}""".formatted(version)).problem()).isEqualTo("specversion is not text.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'source': '/s' | id is missing.",
                "'id': null, 'source': '/s' | id is missing.",
                "'id': 5, 'source': '/s' | id is not text.",
                "'ce_id': '1', 'source': '/s' | id is missing, but a member looks like it: its name is id.",
                "'ID': '1', 'source': '/s' | id is missing, but a member looks like it: its name is id.",
                "'id': '1', 'source': '' | source is empty.",
                "'id': '1', 'source': '/a b' | source must be a URI reference, without spaces.",
                "'id': '1', 'source': '/s', 'partner': '~acme~' | partner is in quotation marks; send its text without them.",
            })
    void the_member_at_fault_is_named_as_an_envelope_names_it(String members, String problem) {
        String envelope = "{'specversion': '1.0', 'type': 't', 'data': {}, " + members + "}";

        assertThat(noEvent(STRUCTURED, envelope.replace('\'', '"').replace("~", "\\\""))
                        .problem())
                .isEqualTo(problem);
    }
}
