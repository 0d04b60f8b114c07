package io.wasettings.common.status;

import io.wasettings.common.status.Status.State;

/**
 * Decides which of two statuses of one command stands, whatever the order in which they arrive, for everything that
 * holds statuses.
 *
 * <p>A terminal status stays, except that {@code failed} gives way to any status of a higher round. Against a status
 * that is not terminal, the higher round stands, and within a round the status that is further on: accepted, then the
 * retries by their attempts, then the first terminal status. Of two equal ones, the first stands.
 */
public final class StatusOrder {

    private StatusOrder() {}

    /** Whether {@code next} takes the place of {@code current}. */
    public static boolean replaces(ToldStatus next, ToldStatus current) {
        if (isFinal(current.status().state())) {
            return false;
        }
        return next.round() == current.round()
                ? isFurther(next.status(), current.status())
                : next.round() > current.round();
    }

    /** Whether the state is final, even for a replay. */
    public static boolean isFinal(State state) {
        return state.terminal() && state != State.FAILED;
    }

    private static boolean isFurther(Status next, Status current) {
        int reached = phase(current.state());
        int arriving = phase(next.state());
        return arriving > reached || (isRetry(next) && isRetry(current) && next.attempt() > current.attempt());
    }

    private static boolean isRetry(Status status) {
        return status.state() == State.RETRYING;
    }

    private static int phase(State state) {
        return switch (state) {
            case ACCEPTED -> 0;
            case RETRYING -> 1;
            case APPLIED, SUPERSEDED, REJECTED, FAILED -> 2;
        };
    }
}
