package io.wasettings.ingest.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Places of which no owner gets more than a share, so that none can take all. Thread-safe. */
public final class Places {

    private final int total;
    private final int share;
    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentMap<String, Integer> takenBy = new ConcurrentHashMap<>();

    /**
     * @param total places there are
     * @param share places that one owner may have at a time
     */
    public Places(int total, int share) {
        this.total = total;
        this.share = share;
    }

    /** The result of trying to take a place. */
    public enum Taking {
        /** A place is taken, until {@link #free}. */
        TAKEN,
        /** The owner has its share already. */
        SHARE_USED,
        /** All places are taken. */
        NONE_LEFT
    }

    /** Takes a place for that owner, if there is one. */
    public Taking take(String owner) {
        if (taken.incrementAndGet() > total) {
            taken.decrementAndGet();
            return Taking.NONE_LEFT;
        }
        if (takenBy.merge(owner, 1, Integer::sum) > share) {
            free(owner);
            return Taking.SHARE_USED;
        }
        return Taking.TAKEN;
    }

    /** Gives back one place that was taken for that owner. */
    public void free(String owner) {
        takenBy.computeIfPresent(owner, (name, places) -> places == 1 ? null : places - 1);
        taken.decrementAndGet();
    }

    /** How many are taken. */
    public int taken() {
        return taken.get();
    }
}
