package io.wasettings.processor.replay;

import io.wasettings.processor.lookup.CommandFilter;
import java.util.Set;

/** What tests replay. */
final class Selections {

    private Selections() {}

    /** Everything that failed. */
    static Selection all() {
        return new Selection(Set.of(), null, CommandFilter.ALL, 0);
    }

    /** The commands of these ids. */
    static Selection of(String... ids) {
        return new Selection(Set.of(ids), null, CommandFilter.ALL, 0);
    }
}
