package io.wasettings.processor.command.reading;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.text.Characters;
import io.wasettings.common.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a producer already warned of, bounded in number and length; what is no warning is passed over. */
final class ForwardedWarnings {

    private static final int MAX_WARNINGS = 50;
    private static final int MAX_LENGTH = 300;

    private ForwardedWarnings() {}

    static List<FieldMessage> read(@Nullable String json) {
        return json == null
                ? List.of()
                : Json.parse(json.getBytes(StandardCharsets.UTF_8))
                        .fold(value -> value.isArray() ? warnings(value) : List.of(), problem -> List.of());
    }

    private static List<FieldMessage> warnings(JsonNode array) {
        return array.valueStream()
                .filter(warning -> warning.path("field").isString()
                        && warning.path("message").isString())
                .limit(MAX_WARNINGS)
                .map(warning -> new FieldMessage(
                        fit(warning.path("field").stringValue()),
                        fit(warning.path("message").stringValue())))
                .toList();
    }

    private static String fit(String text) {
        return Characters.harmless(Characters.cut(text, MAX_LENGTH));
    }
}
