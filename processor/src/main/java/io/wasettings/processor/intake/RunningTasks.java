package io.wasettings.processor.intake;

import io.wasettings.processor.command.delivery.Servers.Found;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What runs, or is with a worker that will run it. Guarded by {@link Lanes}. */
final class RunningTasks {

    /** In the order in which they were handed over. */
    private final Map<Task, Run> runs = new LinkedHashMap<>();

    /** Which of these came to nothing, and are to be given back. */
    private final Map<Task, ToGiveBack> toGiveBack = new LinkedHashMap<>();

    /**
     * One that runs, or will at once.
     *
     * @param lanes whose lanes it runs in
     * @param handedOver when a worker was asked to run it, as of the clock of the lanes
     * @param since when a worker began it; empty while none has
     * @param isDecided whether what it comes to is decided, and only has to reach the broker
     */
    record Run(PartnerLanes lanes, long handedOver, OptionalLong since, boolean isDecided) {

        /** For how long it has been running. */
        long took(long now) {
            return since.isPresent() ? now - since.getAsLong() : 0;
        }

        private Run begunAt(long now) {
            return new Run(lanes, handedOver, OptionalLong.of(now), false);
        }

        private Run decided() {
            return new Run(lanes, handedOver, since, true);
        }

        private boolean isOverdue(long now, long bound) {
            return !isDecided && took(now) >= bound;
        }
    }

    /** Since when one is to be given back, and what gives it back. */
    private record ToGiveBack(long since, Runnable giveBack) {}

    /** A worker will run the task. */
    void handedOver(Task task, PartnerLanes lanes, long now) {
        runs.put(task, new Run(lanes, now, OptionalLong.empty(), false));
    }

    /** Takes out the run of a task that no worker begins after all; null when one has begun it. */
    @Nullable
    Run takenBack(Task task) {
        Run run = runs.get(task);
        return run == null || run.since().isPresent() ? null : runs.remove(task);
    }

    /** The task counts as running from now on; returns for how long it had to wait for that, in nanoseconds. */
    long begun(Task task, long now) {
        Run run = runs.computeIfPresent(task, (same, before) -> before.begunAt(now));
        return run == null ? 0 : now - run.handedOver();
    }

    /** What the task comes to is decided, so that it need not be given back. */
    void decided(Task task) {
        toGiveBack.remove(task);
        runs.computeIfPresent(task, (same, run) -> run.decided());
    }

    /** Takes out the run of a task that has ended; null when it had ended before. */
    @Nullable
    Run ended(Task task) {
        toGiveBack.remove(task);
        return runs.remove(task);
    }

    /** The task is to be given back later, unless it has ended. */
    void giveBackLater(Task task, long now, Runnable giveBack) {
        if (contains(task)) {
            toGiveBack.put(task, new ToGiveBack(now, giveBack));
        }
    }

    /** What gives back the one that has waited for it longest, if for that long; from now on it counts as begun now. */
    @Nullable
    Runnable nextToGiveBack(long now, long bound) {
        Iterator<Map.Entry<Task, ToGiveBack>> oldest = toGiveBack.entrySet().iterator();
        if (!oldest.hasNext()) {
            return null;
        }
        Map.Entry<Task, ToGiveBack> next = oldest.next();
        if (now - next.getValue().since() < bound) {
            return null;
        }
        oldest.remove();
        begun(next.getKey(), now);
        return next.getValue().giveBack();
    }

    /**
     * What has been running for that long; from now on it counts as begun now. What is decided is not among it: the
     * broker may be away for any time, and will have it all the same.
     */
    List<Task> overdue(long now, long bound) {
        List<Task> overdue = runs.entrySet().stream()
                .filter(entry -> entry.getValue().isOverdue(now, bound) && !toGiveBack.containsKey(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        overdue.forEach(task -> runs.computeIfPresent(task, (same, run) -> run.begunAt(now)));
        return overdue;
    }

    /** The lanes of each task that waits for slow servers, which take that long. */
    List<PartnerLanes> slow(Duration slow) {
        return runs.entrySet().stream()
                .filter(entry -> entry.getKey().found(slow) == Found.SLOW)
                .map(entry -> entry.getValue().lanes())
                .toList();
    }

    boolean contains(Task task) {
        return runs.containsKey(task);
    }

    /** Whether any of these runs, and is not to be given back. */
    boolean any(Predicate<Task> which) {
        return runs.keySet().stream().anyMatch(which.and(task -> !toGiveBack.containsKey(task)));
    }

    int size() {
        return runs.size();
    }
}
