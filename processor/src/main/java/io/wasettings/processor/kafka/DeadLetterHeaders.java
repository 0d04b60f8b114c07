package io.wasettings.processor.kafka;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Why and when a command came to the dead-letter topic. Texts are this project's own, never a remote server's. One
 * component per header.
 *
 * @param step the step that failed
 * @param cause one sentence
 * @param code the documented error code, or null
 * @param failedAt when it was given up
 * @param place where it came from, as {@code topic-partition@offset}
 * @param parked whether it was replayed as often as allowed, so that filters leave it out
 * @param isTruncated whether the value had to be left out because no topic would take it
 * @param subject what the store knows it by ({@link io.wasettings.common.status.ToldStatus#subject}), since a value
 *     that is sealed does not tell; null where an earlier build wrote it
 */
public record DeadLetterHeaders(
        String step,
        String cause,
        @Nullable Integer code,
        Instant failedAt,
        String place,
        boolean parked,
        boolean isTruncated,
        @Nullable String subject) {

    private static final String STEP = "wa_step";
    private static final String CAUSE = "wa_cause";
    private static final String CODE = "wa_code";
    private static final String FAILED_AT = "wa_failed_at";
    private static final String PLACE = "wa_origin";
    private static final String PARKED = "wa_parked";
    private static final String TRUNCATED = "wa_truncated";
    private static final String SUBJECT = "wa_subject";

    /** Reads the headers of a dead-letter record; what is missing or malformed reads as unknown. */
    public static DeadLetterHeaders read(Map<String, byte[]> headers) {
        return new DeadLetterHeaders(
                textOr(headers, STEP, "unknown"),
                textOr(headers, CAUSE, "unknown"),
                code(textOr(headers, CODE, "")),
                instant(textOr(headers, FAILED_AT, "")),
                textOr(headers, PLACE, "unknown"),
                "true".equals(textOr(headers, PARKED, "")),
                "true".equals(textOr(headers, TRUNCATED, "")),
                HeaderText.read(headers, SUBJECT));
    }

    /** Takes these headers off a record that leaves the dead-letter topic. */
    public static void remove(Headers headers) {
        for (String name : List.of(STEP, CAUSE, CODE, FAILED_AT, PLACE, PARKED, TRUNCATED, SUBJECT)) {
            headers.remove(name);
        }
    }

    /** These headers for a record whose value had to be left out. */
    public DeadLetterHeaders truncated() {
        return new DeadLetterHeaders(step, cause, code, failedAt, place, parked, true, subject);
    }

    /** Writes these headers in place of older ones. */
    public void write(Headers headers) {
        HeaderText.put(headers, STEP, step);
        HeaderText.put(headers, CAUSE, cause);
        HeaderText.put(headers, CODE, code == null ? "" : String.valueOf(code));
        HeaderText.put(headers, FAILED_AT, failedAt.toString());
        HeaderText.put(headers, PLACE, place);
        HeaderText.put(headers, PARKED, String.valueOf(parked));
        HeaderText.put(headers, TRUNCATED, String.valueOf(isTruncated));
        if (subject != null) {
            HeaderText.put(headers, SUBJECT, subject);
        }
    }

    private static String textOr(Map<String, byte[]> headers, String name, String otherwise) {
        String text = HeaderText.read(headers, name);
        return text == null ? otherwise : text;
    }

    private static @Nullable Integer code(String text) {
        return text.matches("\\d{4}") ? Integer.valueOf(text) : null;
    }

    /** A time that no store can hold is malformed too. */
    private static Instant instant(String text) {
        try {
            return Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
        } catch (DateTimeParseException | ArithmeticException e) {
            return Instant.EPOCH;
        }
    }
}
