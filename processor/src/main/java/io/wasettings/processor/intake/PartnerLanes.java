package io.wasettings.processor.intake;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    void add(Task task) {
        Lane lane = lanes.computeIfAbsent(task.laneKey(), Lane::new);
        boolean isFirst = lane.isEmpty();
        lane.add(task);
        waiting++;
        waitingBytes += task.size();
        if (isFirst && lane.canStart()) {
            startable.add(lane);
        }
    }

    /** The next task that may run, its lane now busy; null when every lane is busy, empty or at rest. */
    @Nullable
    Task start() {
        Lane lane = startable.poll();
        if (lane == null) {
            return null;
        }
        Task task = lane.start();
        waiting--;
        waitingBytes -= task.size();
        running++;
        return task;
    }

    /** Notes that a task has ended; returns its lane, from which nothing starts yet, if more waits there. */
    Optional<Lane> finish(Task task) {
        running--;
        Lane lane = lanes.get(task.laneKey());
        if (lane == null) {
            return Optional.empty();
        }
        lane.end();
        if (lane.isEmpty()) {
            lanes.remove(task.laneKey());
            return Optional.empty();
        }
        return Optional.of(lane);
    }

    /** Lets the next task of the lane start. */
    void goOn(Lane lane) {
        lane.goOn();
        startable.add(lane);
    }

    /** Lets the next task of the lane start, if it still rests. What was dropped meanwhile may have left it empty. */
    void wake(Lane lane) {
        if (lane.wake() && lane.canStart()) {
            startable.add(lane);
        }
    }

    /** Forgets the waiting tasks of these partitions. */
    void drop(Set<TopicPartition> partitions) {
        for (Lane lane : lanes.values()) {
            Lane.Dropped dropped = lane.drop(partitions);
            waiting -= dropped.tasks();
            waitingBytes -= dropped.bytes();
        }
        startable.removeIf(Lane::isEmpty);
        lanes.values().removeIf(lane -> lane.isEmpty() && !lane.isBusy());
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
