package io.wasettings.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;

/** However often a command is delivered or told, it has one outcome, and a fitting one. */
public final class OneOutcome implements Guarantee {

    @Override
    public void verify(Recorded world) {
        Map<String, Set<String>> ends = world.ends();
        assertThat(world.sent())
                .allSatisfy(sent -> assertThat(ends.get(sent.id()))
                        .as("outcomes of %s", sent)
                        .hasSize(1)
                        .isSubsetOf(sent.ends()));
    }
}
