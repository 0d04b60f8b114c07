package io.wasettings.processor.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What runs, and since when. Guarded by {@link Lanes}. */
final class RunningTasks {

    /** Those that started first come first. */
    private final Map<Task, Run> runs = new LinkedHashMap<>();

    /**
     * One that runs.
     *
     * @param lanes whose lanes it runs in
     * @param since when it started, as of the clock of the lanes
     */
    record Run(PartnerLanes lanes, long since) {}

    void started(Task task, PartnerLanes lanes, long now) {
        runs.put(task, new Run(lanes, now));
    }

    /** The run that ends with that; null when it had ended before. */
    @Nullable
    Run ended(Task task) {
        return runs.remove(task);
    }

    /** What has been running for that long; from now on it counts as started now. */
    List<Task> overdue(long now, long bound) {
        List<Task> overdue = new ArrayList<>();
        for (Map.Entry<Task, Run> entry : runs.entrySet()) {
            if (now - entry.getValue().since() < bound) {
                break;
            }
            overdue.add(entry.getKey());
        }
        for (Task task : overdue) {
            Run run = ended(task);
            if (run != null) {
                started(task, run.lanes(), now);
            }
        }
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
