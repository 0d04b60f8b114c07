package io.wasettings.processor.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Headers that hold text. */
final class HeaderText {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private HeaderText() {}

    /** What the header holds; null if there is none. */
    static @Nullable String read(Map<String, byte[]> headers, String name) {
        byte[] value = headers.get(name);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /** The number that the header holds; empty if there is none, or it is below zero or beyond any that is written. */
    static Optional<Long> number(Map<String, byte[]> headers, String name) {
        return Optional.ofNullable(read(headers, name))
                .filter(NUMBER.asMatchPredicate())
                .map(Long::valueOf);
    }

    /** Writes the header in place of an older one. */
    static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
