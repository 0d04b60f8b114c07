package io.wasettings.processor.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What runs, or is with a worker that will run it. Guarded by {@link Lanes}. */
final class RunningTasks {

    /** In the order in which they were handed over. */
    private final Map<Task, Run> runs = new LinkedHashMap<>();

    /**
     * One that runs, or will at once.
     *
     * @param lanes whose lanes it runs in
     * @param since when a worker began it, as of the clock of the lanes; empty while none has
     */
    record Run(PartnerLanes lanes, OptionalLong since) {

        /** For how long it has been running. */
        long took(long now) {
            return since.isPresent() ? now - since.getAsLong() : 0;
        }

        private Run begunAt(long now) {
            return new Run(lanes, OptionalLong.of(now));
        }
    }

    /** A worker will run it. */
    void handedOver(Task task, PartnerLanes lanes) {
        runs.put(task, new Run(lanes, OptionalLong.empty()));
    }

    /** It counts as running from now on. */
    void begun(Task task, long now) {
        runs.computeIfPresent(task, (same, run) -> run.begunAt(now));
    }

    /** The run that ends with that; null when it had ended before. */
    @Nullable
    Run ended(Task task) {
        return runs.remove(task);
    }

    /** What has been running for that long; from now on it counts as begun now. */
    List<Task> overdue(long now, long bound) {
        List<Task> overdue = runs.entrySet().stream()
                .filter(entry -> entry.getValue().took(now) >= bound)
                .map(Map.Entry::getKey)
                .toList();
        overdue.forEach(task -> begun(task, now));
        return overdue;
    }

    boolean contains(Task task) {
        return runs.containsKey(task);
    }

    boolean anyOf(Set<TopicPartition> partitions) {
        return runs.keySet().stream().anyMatch(task -> partitions.contains(task.partition()));
    }

    int size() {
        return runs.size();
    }
}
