package io.wasettings.processor.replay;

import io.wasettings.common.status.Status.State;

/**
 * What became of the commands that a replay sent.
 *
 * @param failed failed again
 * @param underWay neither finished nor given up yet
 */
public record Outcomes(int applied, int superseded, int rejected, int failed, int underWay) {

    static final Outcomes NONE = new Outcomes(0, 0, 0, 0, 0);

    int sent() {
        return applied + superseded + rejected + failed + underWay;
    }

    Outcomes plus(State state, int count) {
        return switch (state) {
            case APPLIED -> new Outcomes(applied + count, superseded, rejected, failed, underWay);
            case SUPERSEDED -> new Outcomes(applied, superseded + count, rejected, failed, underWay);
            case REJECTED -> new Outcomes(applied, superseded, rejected + count, failed, underWay);
            case FAILED -> new Outcomes(applied, superseded, rejected, failed + count, underWay);
            case ACCEPTED, RETRYING -> new Outcomes(applied, superseded, rejected, failed, underWay + count);
        };
    }
}
