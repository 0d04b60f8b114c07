package io.wasettings.ingest.status;

import io.wasettings.common.Status;
import io.wasettings.common.Status.State;

/** Which of two statuses of one command is further on, whatever the order in which they arrive. */
final class Progress {

    private Progress() {}

    /**
     * The status that counts when {@code next} arrives after {@code current}. A finished command stays finished; only a
     * replay leads from {@code failed} to another end.
     */
    static Status further(Status current, Status next) {
        int reached = rank(current.state());
        int arriving = rank(next.state());
        boolean repeated = arriving == reached && arriving < rank(State.APPLIED);
        return arriving > reached || repeated ? next : current;
    }

    private static int rank(State state) {
        return switch (state) {
            case ACCEPTED -> 0;
            case RETRYING -> 1;
            case FAILED -> 2;
            case APPLIED, SUPERSEDED, REJECTED -> 3;
        };
    }
}
