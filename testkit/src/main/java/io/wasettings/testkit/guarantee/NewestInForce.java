package io.wasettings.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.testkit.guarantee.Recorded.Sent;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * The settings in force of each key are those of its newest command that could be carried out, and its status says so.
 * A command that was sent again counts from the first time.
 */
public final class NewestInForce implements Guarantee {

    private static final Comparator<Sent> BY_PLACE = Comparator.comparingLong(Sent::place);

    @Override
    public void verify(Recorded world) {
        Map<String, Set<String>> ends = world.ends();
        world.sent().stream().collect(Collectors.groupingBy(Sent::key)).forEach((key, commands) -> {
            Optional<Sent> newest = newest(commands, ends);
            assertThat(Optional.ofNullable(world.inForce().get(key)))
                    .as("the settings in force of %s", key)
                    .isEqualTo(newest.map(Sent::id));
            newest.ifPresent(command -> assertThat(ends.get(command.id()))
                    .as("the end of %s", command)
                    .containsExactly("applied"));
        });
    }

    private static Optional<Sent> newest(List<Sent> commands, Map<String, Set<String>> ends) {
        Collection<Sent> firstOfEach = commands.stream()
                .filter(Sent::isGood)
                .filter(command -> !ends.getOrDefault(command.id(), Set.of()).contains("rejected"))
                .collect(Collectors.toMap(Sent::id, command -> command, BinaryOperator.minBy(BY_PLACE)))
                .values();
        return firstOfEach.stream().max(BY_PLACE);
    }
}
