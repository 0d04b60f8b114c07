package io.wasettings.processor.intake;

import java.util.List;

/**
 * The lanes of what is deferred. It is handed over side by side, since there may be thousands of commands of one key;
 * only what was not deferred before waits for earlier appearances of its command. Guarded by {@link Lanes}.
 */
final class Deferrals {

    /** What is deferred where it first appeared, which is noted then. */
    private final PartnerLanes unnoted = new PartnerLanes("", Pace.NO_SERVERS);
    /** What was deferred before. */
    private final PartnerLanes again = new PartnerLanes("", Pace.NO_SERVERS);

    /** Whether the task, were it to run, would overtake an appearance of its command that nobody has noted yet. */
    boolean overtakes(Task task) {
        return !isNoted(task) && !unnoted.isIdle() && unnoted.holds(task.appearance());
    }

    /** In which lane the task is to be deferred. */
    String laneKey(Task task) {
        return isNoted(task) ? task.delivery().place().label() : task.appearance();
    }

    /** Among which lanes the task is to be deferred. */
    PartnerLanes lanesFor(Task task) {
        return isNoted(task) ? again : unnoted;
    }

    /** Whether it is noted where the command first appeared: by whoever put it onto a retry topic. */
    private static boolean isNoted(Task task) {
        return task.delivery().tier() > 0;
    }

    List<PartnerLanes> all() {
        return List.of(unnoted, again);
    }
}
