package io.wasettings.ingest.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.text.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** All that came over a connection, which must be one answer that tells its length, and nothing beside it. */
public record RawAnswer(int status, Map<String, String> headers, String body) {

    /**
     * Takes apart what was received.
     *
     * @param received one character per byte
     */
    public static RawAnswer of(String received) {
        assertThat(received).startsWith("HTTP/1.1 ").contains("\r\n\r\n");
        int end = received.indexOf("\r\n\r\n");
        List<String> head = received.substring(0, end).lines().toList();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String field : head.subList(1, head.size())) {
            String[] parts = field.split(": ", 2);
            assertThat(headers.put(parts[0], parts[1])).as(received).isNull();
        }
        String body = received.substring(end + 4);
        assertThat(headers).as(received).containsEntry("Content-Length", String.valueOf(body.length()));
        return new RawAnswer(Integer.parseInt(head.get(0).split(" ", 3)[1]), headers, body);
    }

    /** The body, which must be one JSON document. */
    public JsonNode json() {
        return Json.mapper().readTree(body.getBytes(ISO_8859_1));
    }

    /** The string member of that name. */
    public String text(String member) {
        return json().get(member).stringValue();
    }
}
