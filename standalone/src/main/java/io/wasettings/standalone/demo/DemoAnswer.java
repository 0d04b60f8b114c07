package io.wasettings.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An answer as people read it.
 *
 * @param request what was shown
 * @param status the HTTP status
 * @param code the documented code or the state
 * @param lines what the answer says
 */
record DemoAnswer(String request, int status, String code, List<String> lines) {

    static DemoAnswer of(String request, int status, JsonNode body) {
        List<String> lines = new ArrayList<>();
        lines.add(body.path("title").asString(body.path("message").asString("")));
        for (JsonNode error : body.path("errors")) {
            lines.add(
                    error.path("field").asString() + " " + error.path("message").asString());
        }
        lines.removeIf(String::isBlank);
        String code = body.path("code").isInt()
                ? body.path("code").asString()
                : body.path("state").asString("");
        return new DemoAnswer(request, status, code, List.copyOf(lines));
    }
}
