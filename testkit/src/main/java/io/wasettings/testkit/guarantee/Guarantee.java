package io.wasettings.testkit.guarantee;

import java.util.stream.Stream;

/** Something that holds whatever happens. */
@FunctionalInterface
public interface Guarantee {

    /** Fails unless it holds in what was recorded. */
    void verify(Recorded world);

    /** Fails unless all of these hold. */
    static void verifyAll(Recorded world, Guarantee... guarantees) {
        Stream.of(guarantees).forEach(guarantee -> guarantee.verify(world));
    }
}
