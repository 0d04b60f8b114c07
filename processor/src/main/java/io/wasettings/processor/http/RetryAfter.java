package io.wasettings.processor.http;

import io.wasettings.processor.http.Exchange.Answer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header (RFC 9110 section 10.2.3): seconds or a date. */
public final class RetryAfter {

    /** Nobody is believed to ask for more; also keeps huge numbers from overflowing. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern SECONDS = Pattern.compile("\\d+");
    private static final int MAX_DIGITS = 5;

    private RetryAfter() {}

    /** How long the server asks to wait, at most a day; null where it does not ask, or not legibly. */
    public static @Nullable Duration of(Answer answer, Clock clock) {
        String value = answer.header("Retry-After");
        if (value == null) {
            return null;
        }
        if (SECONDS.matcher(value).matches()) {
            return value.length() > MAX_DIGITS ? LONGEST : atMostLongest(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), date);
            return wait.isNegative() ? Duration.ZERO : atMostLongest(wait);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration atMostLongest(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
