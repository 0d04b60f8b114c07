package io.wasettings.processor.token.endpoint;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The lifetime of a token in seconds, as it was stated (RFC 6749 section 5.1).
 *
 * @param lifetime at least 1 s and at most {@link #LONGEST}, or null if it was not stated usefully
 * @param warning how the lifetime was read other than it was stated, completing a sentence about the answer, or null
 */
record ExpiresIn(@Nullable Duration lifetime, @Nullable String warning) {

    /** No token is taken to live longer than this, whatever anybody says. */
    static final Duration LONGEST = Duration.ofDays(365);

    /** Digits in a string count too, as some servers send them. */
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,400}");

    /** Reads the lifetime as a server states it; empty if that is no number of seconds at all. */
    static Optional<ExpiresIn> read(JsonNode member) {
        return member.isMissingNode() || member.isNull()
                ? Optional.of(new ExpiresIn(null, null))
                : seconds(member).map(ExpiresIn::of);
    }

    /** The lifetime, or {@link #LONGEST} if it is longer. */
    static Duration bounded(Duration lifetime) {
        return lifetime.compareTo(LONGEST) > 0 ? LONGEST : lifetime;
    }

    private static Optional<BigDecimal> seconds(JsonNode member) {
        if (member.isNumber()) {
            return Optional.of(member.decimalValueOpt().orElseGet(() -> ofInfinite(member.doubleValue())));
        }
        return Optional.ofNullable(member.stringValue(null))
                .filter(DIGITS.asMatchPredicate())
                .map(BigDecimal::new);
    }

    /** A number beyond all doubles, such as 1E400, is read as an infinite one: of it only the sign matters. */
    private static BigDecimal ofInfinite(double infinite) {
        return BigDecimal.valueOf(Math.copySign(Double.MAX_VALUE, infinite));
    }

    private static ExpiresIn of(BigDecimal seconds) {
        if (seconds.compareTo(BigDecimal.ONE) < 0) {
            return new ExpiresIn(null, "answered with an expires_in that is not positive; yours was taken");
        }
        BigDecimal longest = BigDecimal.valueOf(LONGEST.toSeconds());
        if (seconds.compareTo(longest) > 0) {
            return new ExpiresIn(LONGEST, "answered with an expires_in of more than a year; a year was taken");
        }
        return new ExpiresIn(
                Duration.ofSeconds(seconds.setScale(0, RoundingMode.DOWN).longValueExact()), null);
    }
}
