package io.wasettings.processor.replay;

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

    Outcomes plus(String state, int count) {
        return switch (state) {
            case "applied" -> new Outcomes(applied + count, superseded, rejected, failed, underWay);
            case "superseded" -> new Outcomes(applied, superseded + count, rejected, failed, underWay);
            case "rejected" -> new Outcomes(applied, superseded, rejected + count, failed, underWay);
            case "failed" -> new Outcomes(applied, superseded, rejected, failed + count, underWay);
            default -> new Outcomes(applied, superseded, rejected, failed, underWay + count);
        };
    }
}
