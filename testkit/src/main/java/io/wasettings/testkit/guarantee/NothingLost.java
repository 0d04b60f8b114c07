package io.wasettings.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

/** Every command comes to an end that is told, and nothing remains to be delivered. */
public final class NothingLost implements Guarantee {

    @Override
    public void verify(Recorded world) {
        assertThat(world.ends().keySet()).as("commands whose end was told").containsAll(world.ids());
        assertThat(world.uncommitted()).as("partitions that are not committed").isEmpty();
    }
}
