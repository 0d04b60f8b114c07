package io.wasettings.processor.http;

import io.wasettings.processor.http.Exchange.Answer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header (RFC 9110 section 10.2.3): seconds or a date. */
public final class RetryAfter {

    /** Nobody is believed to ask for more; also keeps huge numbers from overflowing. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Possessive, since a server may send thousands of zeros with something else behind. */
    private static final Pattern SECONDS = Pattern.compile("(?=\\d)0*+(\\d*+)");

    private static final int MAX_DIGITS = 5;
    /** IMF-fixdate, and the two obsolete forms that a recipient must accept all the same (RFC 9110 section 5.6.7). */
    private static final List<DateTimeFormatter> DATE_FORMS = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            utc("EEEE, dd-MMM-yy HH:mm:ss 'GMT'"),
            utc("EEE MMM ppd HH:mm:ss yyyy"));

    /** A leap second, which all forms may have (RFC 9110 section 5.6.7) and {@code java.time} does not know. */
    private static final Pattern LEAP_SECOND = Pattern.compile(":60(?= )");

    private RetryAfter() {}

    /** How long the server asks to wait, at most a day; null if it does not ask, or not legibly. */
    public static @Nullable Duration of(Answer answer, Clock clock) {
        String value = answer.header("Retry-After");
        if (value == null) {
            return null;
        }
        Matcher seconds = SECONDS.matcher(value);
        if (seconds.matches()) {
            return ofSeconds(seconds.group(1));
        }
        String date = LEAP_SECOND.matcher(value).replaceFirst(":59");
        for (DateTimeFormatter form : DATE_FORMS) {
            try {
                Duration wait = Duration.between(clock.instant(), form.parse(date, Instant::from));
                return wait.isNegative() ? Duration.ZERO : atMostLongest(wait);
            } catch (DateTimeException e) {
                // It may have another form.
            }
        }
        return null;
    }

    private static Duration ofSeconds(String digits) {
        return digits.length() > MAX_DIGITS ? LONGEST : atMostLongest(Duration.ofSeconds(Long.parseLong("0" + digits)));
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    private static Duration atMostLongest(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
