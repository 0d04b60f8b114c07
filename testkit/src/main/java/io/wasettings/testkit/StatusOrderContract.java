package io.wasettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks for everything that holds statuses which of two statuses of one command stands, over all pairs. */
public abstract class StatusOrderContract {

    /**
     * A row for the status that is there, a column for the one that arrives, both in this order: of round 0 and then of
     * round 1 {@code accepted}, {@code retrying} after the first and the second attempt, {@code applied},
     * {@code superseded}, {@code rejected}, {@code failed}. An x where the one that arrives takes the other's place.
     */
    private static final List<String> TABLE = List.of(
            ". x x x x x x   x x x x x x x",
            ". . x x x x x   x x x x x x x",
            ". . . x x x x   x x x x x x x",
            ". . . . . . .   . . . . . . .",
            ". . . . . . .   . . . . . . .",
            ". . . . . . .   . . . . . . .",
            ". . . . . . .   x x x x x x x",
            ". . . . . . .   . x x x x x x",
            ". . . . . . .   . . x x x x x",
            ". . . . . . .   . . . x x x x",
            ". . . . . . .   . . . . . . .",
            ". . . . . . .   . . . . . . .",
            ". . . . . . .   . . . . . . .",
            ". . . . . . .   . . . . . . .");

    private static final List<Told> ALL = IntStream.of(0, 1)
            .boxed()
            .flatMap(round -> Stream.of(
                    new Told("accepted", round, 1),
                    new Told("retrying", round, 1),
                    new Told("retrying", round, 2),
                    new Told("applied", round, 2),
                    new Told("superseded", round, 2),
                    new Told("rejected", round, 2),
                    new Told("failed", round, 2)))
            .toList();

    /**
     * A status as far as the order goes.
     *
     * @param state the state's wire name
     * @param round how often the command had been replayed
     * @param attempt the attempt that led to it
     */
    public record Told(String state, int round, int attempt) {}

    /** What stands after both have come, in this order. */
    protected abstract Told standing(Told first, Told second);

    @ParameterizedTest
    @MethodSource("pairs")
    void the_one_that_stands_is_the_same_everywhere(Told there, Told arriving, Told standing) {
        assertThat(standing(there, arriving)).isEqualTo(standing);
    }

    @Test
    void of_two_ends_of_one_round_the_first_stands_whatever_their_attempts() {
        Told first = new Told("failed", 0, 2);

        assertThat(standing(first, new Told("failed", 0, 3))).isEqualTo(first);
    }

    static Stream<Arguments> pairs() {
        return IntStream.range(0, ALL.size())
                .boxed()
                .flatMap(row -> IntStream.range(0, ALL.size())
                        .mapToObj(column -> Arguments.of(
                                ALL.get(row),
                                ALL.get(column),
                                takesThePlace(row, column) ? ALL.get(column) : ALL.get(row))));
    }

    private static boolean takesThePlace(int row, int column) {
        return TABLE.get(row).replace(" ", "").charAt(column) == 'x';
    }
}
