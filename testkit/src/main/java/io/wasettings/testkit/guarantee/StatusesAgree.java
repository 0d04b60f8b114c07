package io.wasettings.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Wherever somebody asks how a command stands, the answer is the end that was told. */
public final class StatusesAgree implements Guarantee {

    @Override
    public void verify(Recorded world) {
        Map<String, Set<String>> told = world.ends();
        Set<String> ids = world.ids();
        world.views()
                .forEach((view, states) -> assertThat(states.entrySet().stream()
                                .filter(state -> ids.contains(state.getKey()))
                                .collect(Collectors.toMap(Map.Entry::getKey, state -> Set.of(state.getValue()))))
                        .as("how commands stand in %s", view)
                        .isEqualTo(ids.stream()
                                .collect(Collectors.toMap(id -> id, id -> told.getOrDefault(id, Set.of())))));
    }
}
