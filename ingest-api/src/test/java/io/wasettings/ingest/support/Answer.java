package io.wasettings.ingest.support;

import io.wasettings.common.text.Json;
import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An HTTP answer, as the tests look at it. */
public record Answer(int status, HttpResponse<byte[]> response) {

    /** The first field of that name. */
    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The media type. */
    public String contentType() {
        return header("Content-Type").orElse("");
    }

    /** The body as JSON. */
    public JsonNode json() {
        return Json.mapper().readTree(response.body());
    }

    /** The string member of that name. */
    public String text(String member) {
        return json().get(member).stringValue();
    }

    /** The documented code, or 0 where there is none. */
    public int code() {
        return json().path("code").intValue(0);
    }

    /** The body as text. */
    public String body() {
        return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
