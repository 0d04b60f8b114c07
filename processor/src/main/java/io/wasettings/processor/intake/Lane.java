package io.wasettings.processor.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The tasks of one key that wait, in order, and what keeps the first of them from starting. Guarded by {@link Lanes}.
 */
final class Lane {

    private final String key;
    private final Deque<Task> tasks = new ArrayDeque<>();
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

    /** The task that keeps the lane busy has not begun, and is the first one again. */
    void putBack(Task task) {
        busy = false;
        tasks.addFirst(task);
    }

    /** The task that kept the lane busy has ended. */
    void end() {
        busy = false;
    }

    /** From now on the lane rests. */
    void rest() {
        resting = true;
        unasked = 0;
    }

    /** From now on the lane rests as a server was not even asked; returns how often in a row it has done so before. */
    int restUnasked() {
        resting = true;
        return unasked++;
    }

    /** The lane's rest is over; says whether it had one. */
    boolean wake() {
        boolean rested = resting;
        resting = false;
        return rested;
    }

    /** The lane's next task may start without a rest. */
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

    /** Takes these tasks out of the lane, wherever they stand in it. */
    List<Task> remove(Predicate<Task> which) {
        List<Task> removed = new ArrayList<>();
        tasks.removeIf(task -> which.test(task) && removed.add(task));
        return removed;
    }
}
