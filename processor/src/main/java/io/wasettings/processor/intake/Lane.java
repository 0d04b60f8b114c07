package io.wasettings.processor.intake;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The tasks of one key that wait, in order, and what keeps the first of them from starting. Guarded by {@link Lanes}.
 */
final class Lane {

    private final String key;
    private final Queue<Task> tasks = new ArrayDeque<>();
    private boolean busy;
    private boolean resting;
    private int unasked;

    Lane(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    void add(Task task) {
        tasks.add(task);
    }

    /** The first one, which keeps the lane busy until its end. */
    Task start() {
        busy = true;
        return tasks.remove();
    }

    /** What kept it busy has ended. */
    void end() {
        busy = false;
    }

    /** From now on it rests. */
    void rest() {
        resting = true;
        unasked = 0;
    }

    /** The same since a server was not even asked; returns how often it did so before with nothing else in between. */
    int restUnasked() {
        resting = true;
        return unasked++;
    }

    /** Its rest is over; says whether it had one. */
    boolean wake() {
        boolean rested = resting;
        resting = false;
        return rested;
    }

    /** Its next task calls for no rest. */
    void goOn() {
        unasked = 0;
    }

    boolean canStart() {
        return !busy && !resting && !tasks.isEmpty();
    }

    boolean isBusy() {
        return busy;
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** Forgets the tasks of these partitions; returns their number and bytes. */
    Dropped drop(Set<TopicPartition> partitions) {
        Dropped dropped = new Dropped(0, 0);
        for (Task task : tasks) {
            if (partitions.contains(task.partition())) {
                dropped = new Dropped(dropped.tasks() + 1, dropped.bytes() + task.size());
            }
        }
        tasks.removeIf(task -> partitions.contains(task.partition()));
        return dropped;
    }

    /** How much was forgotten. */
    record Dropped(int tasks, long bytes) {}
}
