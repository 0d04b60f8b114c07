package io.wasettings.processor.lookup;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page ended. Stays right whatever comes, goes and changes meanwhile.
 *
 * @param at when the last command first came
 * @param identity its {@code _id}
 */
public record Cursor(Instant at, String identity) {

    /** Reads what {@link #toString} wrote; empty for anything else. */
    public static Optional<Cursor> parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int end = plain.indexOf(' ');
            return Optional.of(new Cursor(
                    Instant.ofEpochMilli(Long.parseLong(plain.substring(0, end))), plain.substring(end + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        String plain = at.toEpochMilli() + " " + identity;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
