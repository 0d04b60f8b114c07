package io.wasettings.processor.intake;

import io.wasettings.processor.command.delivery.Servers.Found;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How quick commands found the servers of each partner. It outlasts the partner's lanes, so that slow servers are known
 * as such before the next command is tried. Guarded by {@link Lanes}.
 */
final class Paces {

    /** Partners remembered: those noted last. */
    private static final int REMEMBERED = 10_000;

    /** How long servers count as slow after a slow answer, so that quick ones of the same partner do not hide them. */
    private static final Duration SLOW_FOR = Duration.ofSeconds(30);

    private final Map<String, Noted> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Noted> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param noted as of the clock of the lanes */
    private record Noted(Pace pace, long noted) {

        boolean isSlow(long now) {
            return pace == Pace.SLOW && now - noted < SLOW_FOR.toNanos();
        }
    }

    /** Notes how a command of a partner found the servers that it needed; returns what is known of them now. */
    Pace note(String partner, Found found, long now) {
        Noted before = latest.get(partner);
        if (found != Found.QUICK) {
            latest.put(partner, new Noted(Pace.SLOW, now));
        } else if (before == null || !before.isSlow(now)) {
            latest.put(partner, new Noted(Pace.QUICK, now));
        }
        return of(partner, now);
    }

    /** Nobody is known as quick only because nothing was heard of slow servers for a while. */
    Pace of(String partner, long now) {
        Noted found = latest.get(partner);
        if (found == null) {
            return Pace.UNKNOWN;
        }
        boolean isOld = found.pace() == Pace.SLOW && !found.isSlow(now);
        return isOld ? Pace.UNKNOWN : found.pace();
    }
}
