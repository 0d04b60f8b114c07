package io.wasettings.ingest.submit;

import io.wasettings.common.text.HttpGrammar;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the client prefers (RFC 7240): {@code respond-async} (section 4.1), {@code wait} (section 4.3) or both. What
 * cannot be understood is ignored, as the RFC demands; of a repeated preference the first counts.
 *
 * @param async whether the client asked for an answer at once
 * @param patience how long the client is ready to wait, or null
 */
record Preference(boolean async, @Nullable Duration patience) {

    private static final String RESPOND_ASYNC = "respond-async";
    private static final String WAIT = "wait";
    private static final String TOKEN = HttpGrammar.TOKEN;
    private static final String QUOTED = HttpGrammar.QUOTED_STRING;
    /** One element of the list; its parameters are ignored. */
    private static final Pattern ELEMENT = Pattern.compile("\\s*+(?<name>" + TOKEN + ")\\s*+(?:=\\s*+(?<value>" + TOKEN
            + "|" + QUOTED + ")?+\\s*+)?+(?:;(?:[^,\"]|" + QUOTED + ")*+)?+(?:,|$)");

    private static final Pattern DELTA_SECONDS = Pattern.compile("\\d{1,100}");

    /** Reads all {@code Prefer} fields of a request. */
    static Preference of(List<String> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : fields) {
            int at = 0;
            Matcher element = ELEMENT.matcher(field);
            while (at < field.length()) {
                element.region(at, field.length());
                if (element.lookingAt()) {
                    values.putIfAbsent(
                            element.group("name").toLowerCase(Locale.ROOT),
                            Optional.ofNullable(element.group("value")).orElse(""));
                    at = element.end();
                } else {
                    int comma = field.indexOf(',', at);
                    at = comma < 0 ? field.length() : comma + 1;
                }
            }
        }
        return new Preference(values.containsKey(RESPOND_ASYNC), seconds(values.get(WAIT)));
    }

    /** How long to wait. */
    Duration within(WaitProperties limits) {
        if (patience == null) {
            return async ? Duration.ZERO : limits.waitDefault();
        }
        return patience.compareTo(limits.waitMax()) < 0 ? patience : limits.waitMax();
    }

    /**
     * The value of {@code Preference-Applied}: what was honoured (RFC 7240 section 3). Empty if nothing was preferred.
     *
     * @param waited false if there was no place to wait
     */
    Optional<String> applied(WaitProperties limits, boolean waited) {
        Duration time = within(limits);
        List<String> applied = new ArrayList<>();
        if (async) {
            applied.add(RESPOND_ASYNC);
        }
        if (patience != null && (waited || time.isZero())) {
            applied.add(WAIT + "=" + time.toSeconds());
        }
        return applied.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", applied));
    }

    private static @Nullable Duration seconds(@Nullable String value) {
        String plain = value == null ? "" : value.replace("\"", "");
        if (!DELTA_SECONDS.matcher(plain).matches()) {
            return null;
        }
        return Duration.ofSeconds(
                new BigInteger(plain).min(BigInteger.valueOf(Integer.MAX_VALUE)).longValue());
    }
}
