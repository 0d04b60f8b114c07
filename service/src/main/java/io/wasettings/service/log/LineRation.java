package io.wasettings.service.log;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Rations lines of the log that every request may cause: of each kind the first one is written, then one a minute,
 * which says how many it stands for. Thread-safe.
 */
public final class LineRation {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    public LineRation() {
        this(System::nanoTime);
    }

    LineRation(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * How many lines the one at hand stands for, itself and those since the last one that was written; 0 if it is not
     * to be written.
     *
     * @param kind one of few
     */
    public int due(String kind) {
        return kinds.computeIfAbsent(kind, first -> new Kind()).due(nanoTime.getAsLong());
    }

    private static final class Kind {

        private boolean written;
        private long writtenAt;
        private int held;

        synchronized int due(long now) {
            held++;
            if (written && now - writtenAt < PAUSE.toNanos()) {
                return 0;
            }
            int due = held;
            written = true;
            writtenAt = now;
            held = 0;
            return due;
        }
    }
}
