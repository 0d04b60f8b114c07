package io.wasettings.processor.intake;

import java.util.ArrayList;
import java.util.List;

/** Broken invariants that were noticed where the lanes would take them for a failed attempt. */
final class Violations {

    private final List<AssertionError> noticed = new ArrayList<>();

    /** Does that, and notes the invariant that it finds broken. */
    void noticeIn(Runnable step) {
        try {
            step.run();
        } catch (AssertionError e) {
            noticed.add(e);
        }
    }

    /** Fails with the first that was noticed. */
    void fail() {
        noticed.stream().findFirst().ifPresent(violation -> {
            throw violation;
        });
    }
}
