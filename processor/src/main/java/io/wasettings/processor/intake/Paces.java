package io.wasettings.processor.intake;

import io.wasettings.processor.command.Asked;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How commands found the servers of their partners, which outlasts what waits of them: whose servers are slow is known
 * before the next command is tried. Guarded by {@link Lanes}.
 */
final class Paces {

    /** Partners, those that were noted last. */
    private static final int REMEMBERED = 10_000;

    /** For so long servers count as slow, so that quick ones of the same partner do not hide them. */
    private static final Duration SLOW_FOR = Duration.ofSeconds(30);

    /** Until when the servers of a partner count as slow, as of the clock of the lanes. */
    private final Map<String, Long> slowUntil = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Notes how a command of a partner found the servers that it needed; returns what is known of them now. */
    Pace note(String partner, Asked asked, long now) {
        if (asked == Asked.QUICK) {
            slowUntil.putIfAbsent(partner, now);
        } else {
            slowUntil.put(partner, now + SLOW_FOR.toNanos());
        }
        return of(partner, now);
    }

    Pace of(String partner, long now) {
        Long until = slowUntil.get(partner);
        if (until == null) {
            return Pace.UNKNOWN;
        }
        return until - now > 0 ? Pace.SLOW : Pace.QUICK;
    }
}
