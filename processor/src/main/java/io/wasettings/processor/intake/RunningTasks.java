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

    private record Run(PartnerLanes lanes, long since) {}

    void started(Task task, PartnerLanes lanes, long now) {
        runs.put(task, new Run(lanes, now));
    }

    /** Whose lanes the task ran in; null when it had ended before. */
    @Nullable
    PartnerLanes ended(Task task) {
        Run run = runs.remove(task);
        return run == null ? null : run.lanes();
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
            PartnerLanes lanes = ended(task);
            if (lanes != null) {
                started(task, lanes, now);
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
