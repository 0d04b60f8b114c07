package io.wasettings.service.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The field {@code WWW-Authenticate} of a refused bearer token (RFC 6750 section 3, RFC 9728 section 5.1). */
final class Challenge {

    /** The one parameter that is always there: a challenge has at least one. */
    private final Map<String, String> parameters = new LinkedHashMap<>(Map.of("realm", "wa-settings"));

    /** Adds a parameter, unless it has no value. */
    Challenge with(String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
        return this;
    }

    /** The field's value. */
    String field() {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=\"" + parameter.getValue() + "\"")
                .collect(Collectors.joining(", ", "Bearer ", ""));
    }
}
