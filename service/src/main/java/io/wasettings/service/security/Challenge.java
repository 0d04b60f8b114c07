package io.wasettings.service.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The field {@code WWW-Authenticate} of a refused bearer token (RFC 6750 section 3, RFC 9728 section 5.1). */
final class Challenge {

    private final Map<String, String> parameters = new LinkedHashMap<>();

    /** Adds a parameter, unless it has no value. */
    Challenge with(String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
        return this;
    }

    /** The field's value. */
    String field() {
        return parameters.isEmpty()
                ? "Bearer"
                : parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=\"" + parameter.getValue() + "\"")
                        .collect(Collectors.joining(", ", "Bearer ", ""));
    }
}
