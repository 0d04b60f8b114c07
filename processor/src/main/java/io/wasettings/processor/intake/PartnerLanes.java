package io.wasettings.processor.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The lanes of one partner: a queue per key, and which of them could start a task. Guarded by {@link Lanes}. */
final class PartnerLanes {

    private final String partner;
    private Pace pace;

    private final Map<String, Lane> lanes = new HashMap<>();
    private final Queue<Lane> startable = new ArrayDeque<>();
    private int waiting;
    private long bytes;
    private int running;

    PartnerLanes(String partner, Pace pace) {
        this.partner = partner;
        this.pace = pace;
    }

    void add(Task task) {
        Lane lane = lanes.computeIfAbsent(task.laneKey(), Lane::new);
        boolean isFirst = lane.isEmpty();
        lane.add(task);
        waiting++;
        bytes += task.size();
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
        running++;
        return task;
    }

    /** Lets a task that has not begun wait again, before all others of its lane. */
    void putBack(Task task) {
        running--;
        waiting++;
        Lane lane = lanes.computeIfAbsent(task.laneKey(), Lane::new);
        lane.putBack(task);
        startable.add(lane);
    }

    /** Notes that a task has ended; returns its lane, from which nothing starts yet, if more waits there. */
    Optional<Lane> finish(Task task) {
        running--;
        bytes -= task.size();
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

    /** Takes these of the waiting tasks out. */
    List<Task> remove(Predicate<Task> which) {
        List<Task> removed = new ArrayList<>();
        lanes.values().forEach(lane -> removed.addAll(lane.remove(which)));
        waiting -= removed.size();
        bytes -= removed.stream().mapToLong(Task::size).sum();
        startable.removeIf(Lane::isEmpty);
        lanes.values().removeIf(lane -> lane.isEmpty() && !lane.isBusy());
        return removed;
    }

    /** Whether a task of that lane key waits or runs. */
    boolean holds(String laneKey) {
        return lanes.containsKey(laneKey);
    }

    boolean canStart() {
        return !startable.isEmpty();
    }

    String partner() {
        return partner;
    }

    Pace pace() {
        return pace;
    }

    void pace(Pace known) {
        pace = known;
    }

    int waiting() {
        return waiting;
    }

    /** Bytes that what waits and what runs holds, about. */
    long bytes() {
        return bytes;
    }

    int running() {
        return running;
    }

    boolean isIdle() {
        return lanes.isEmpty() && running == 0;
    }
}
