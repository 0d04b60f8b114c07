package io.wasettings.processor.intake;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The lanes of one partner: a queue per key, and which of them could start a task. Guarded by {@link Lanes}. */
final class PartnerLanes {

    private final String partner;

    private final Map<String, Lane> lanes = new HashMap<>();
    private final Queue<Lane> startable = new ArrayDeque<>();
    private int waiting;
    private long waitingBytes;
    private int running;

    PartnerLanes(String partner) {
        this.partner = partner;
    }

    /** The tasks of one key, in order; while one runs, the lane is busy. */
    private static final class Lane {
        private final Queue<Task> tasks = new ArrayDeque<>();
        private boolean busy;
    }

    void add(Task task) {
        Lane lane = lanes.computeIfAbsent(task.laneKey(), key -> new Lane());
        lane.tasks.add(task);
        waiting++;
        waitingBytes += task.size();
        if (!lane.busy && lane.tasks.size() == 1) {
            startable.add(lane);
        }
    }

    /** The next task that may run, its lane now busy; null when every lane is busy or empty. */
    @Nullable
    Task start() {
        Lane lane = startable.poll();
        if (lane == null) {
            return null;
        }
        Task task = lane.tasks.remove();
        lane.busy = true;
        waiting--;
        waitingBytes -= task.size();
        running++;
        return task;
    }

    void finish(Task task) {
        running--;
        Lane lane = lanes.get(task.laneKey());
        if (lane != null) {
            lane.busy = false;
            if (lane.tasks.isEmpty()) {
                lanes.remove(task.laneKey());
            } else {
                startable.add(lane);
            }
        }
    }

    /** Forgets the waiting tasks of these partitions. */
    void drop(Set<TopicPartition> partitions) {
        for (Lane lane : lanes.values()) {
            for (Task task : lane.tasks) {
                if (partitions.contains(task.partition())) {
                    waiting--;
                    waitingBytes -= task.size();
                }
            }
            lane.tasks.removeIf(task -> partitions.contains(task.partition()));
        }
        startable.removeIf(lane -> lane.tasks.isEmpty());
        lanes.values().removeIf(lane -> lane.tasks.isEmpty() && !lane.busy);
    }

    boolean canStart() {
        return !startable.isEmpty();
    }

    String partner() {
        return partner;
    }

    int waiting() {
        return waiting;
    }

    long waitingBytes() {
        return waitingBytes;
    }

    int running() {
        return running;
    }

    boolean isIdle() {
        return lanes.isEmpty() && running == 0;
    }
}
