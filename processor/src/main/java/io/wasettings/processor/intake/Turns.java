package io.wasettings.processor.intake;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Partners that could start a task, in turn. None has more than its share of what may run. Where that is less than all,
 * the last quarter is for partners of whom little runs; and those whose servers are slow leave a quarter to all others
 * together, those of whom nothing is known half of that. So slow servers, of however many partners, hold up nobody
 * else. Guarded by {@link Lanes}.
 */
final class Turns {

    private static final List<Pace> PACES = List.of(Pace.values());

    /** The part of its share up to which little of a partner runs. */
    private static final int LITTLE = 16;

    private final int concurrency;
    private final int perPartner;
    private final boolean keeps;
    /** By pace, so that nobody who may start is looked for among many who may not; each with its place in turn. */
    private final Map<Pace, Map<PartnerLanes, Long>> ready = new EnumMap<>(Pace.class);

    private final Map<Pace, Integer> running = new EnumMap<>(Pace.class);
    private long places;

    Turns(IntakeProperties settings) {
        this.concurrency = settings.concurrency();
        this.perPartner = settings.runningOfOne();
        this.keeps = perPartner < concurrency;
        for (Pace pace : PACES) {
            ready.put(pace, new LinkedHashMap<>());
            running.put(pace, 0);
        }
    }

    /** Has these lanes take their place behind all others, if they could start a task and have no place yet. */
    void queue(PartnerLanes lanes) {
        if (lanes.canStart() && lanes.running() < perPartner) {
            at(lanes.pace()).computeIfAbsent(lanes, unused -> places++);
        }
    }

    /** What runs of these lanes is of another pace from now on, among which they are yet to take a place. */
    void moved(PartnerLanes lanes, Pace from, Pace to) {
        at(from).remove(lanes);
        count(from, -lanes.running());
        count(to, lanes.running());
    }

    /** These lanes have started a task: their next turn is after those of all others. */
    void started(PartnerLanes lanes) {
        count(lanes.pace(), 1);
        at(lanes.pace()).remove(lanes);
        queue(lanes);
    }

    /** A task of these lanes has ended. */
    void ended(PartnerLanes lanes) {
        count(lanes.pace(), -1);
    }

    /** Takes their places from lanes that have nothing to start any more. */
    void forgetIdle() {
        ready.values().forEach(each -> each.keySet().removeIf(lanes -> !lanes.canStart()));
    }

    /** Whether no task of that pace may start, and slow ones have at least half of all that may run. */
    boolean isShutOut(Pace pace) {
        return !mayStart(pace) && running(Pace.SLOW) >= concurrency / 2;
    }

    private boolean mayStart(Pace pace) {
        return running(Pace.NO_SERVERS) < concurrency && running(pace) < concurrency - kept(pace);
    }

    /** Whose turn it is; null when nobody who is ready may start another one now. */
    @Nullable
    PartnerLanes next() {
        int free = concurrency - running(Pace.NO_SERVERS);
        Entry<PartnerLanes, Long> next = null;
        for (Pace pace : PACES) {
            Entry<PartnerLanes, Long> first = mayStart(pace) ? first(pace, most(pace, free)) : null;
            if (first != null && (next == null || first.getValue() < next.getValue())) {
                next = first;
            }
        }
        return next == null ? null : next.getKey();
    }

    private @Nullable Entry<PartnerLanes, Long> first(Pace pace, int most) {
        for (Entry<PartnerLanes, Long> entry : at(pace).entrySet()) {
            if (entry.getKey().running() < most) {
                return entry;
            }
        }
        return null;
    }

    /** What runs at that pace, or at one that leaves more to others. */
    private int running(Pace pace) {
        int sum = 0;
        for (Pace each : PACES) {
            sum += kept(each) >= kept(pace) ? Objects.requireNonNull(running.get(each)) : 0;
        }
        return sum;
    }

    private void count(Pace pace, int change) {
        running.merge(pace, change, Integer::sum);
    }

    /** What may run of one partner. */
    private int most(Pace pace, int free) {
        return pace == Pace.NO_SERVERS || free > kept(Pace.SLOW) ? perPartner : Math.max(1, perPartner / LITTLE);
    }

    private int kept(Pace pace) {
        return keeps ? pace.leaves(concurrency) : 0;
    }

    private Map<PartnerLanes, Long> at(Pace pace) {
        return Objects.requireNonNull(ready.get(pace));
    }
}
