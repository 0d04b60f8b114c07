package io.wasettings.processor.replay;

import io.wasettings.processor.lookup.CommandFilter;
import java.util.Set;
import java.util.stream.Stream;

/** What tests replay. */
final class Selections {

    private Selections() {}

    /** Everything that failed. */
    static Selection all() {
        return new Selection(Set.of(), null, CommandFilter.ALL, 0);
    }

    /** Everything that failed, parked or not; and the command {@code a}, by its id. */
    static Stream<Selection> thoseThatMeanParkedOnes() {
        CommandFilter parkedToo = new CommandFilter(Set.of(), null, null, null, null, null, null, null, true);
        return Stream.of(new Selection(Set.of(), null, parkedToo, 0), of("a"));
    }

    /** The commands of these ids. */
    static Selection of(String... ids) {
        return new Selection(Set.of(ids), null, CommandFilter.ALL, 0);
    }
}
