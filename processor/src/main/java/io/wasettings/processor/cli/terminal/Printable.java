package io.wasettings.processor.cli.terminal;

import io.wasettings.common.text.Characters;
import java.util.stream.Collectors;

/** Text from outside, safe to show on a terminal. */
public final class Printable {

    private Printable() {}

    /**
     * The text with everything escaped that could move a cursor, hide or reorder what follows.
     *
     * <p>Unlike a status and the log, what is shown here need not keep a character that Unicode has only since this
     * Java was made: such a one might disturb a terminal that knows it, and can be read from its number.
     */
    public static String of(String text) {
        return text.codePoints()
                .mapToObj(c -> Characters.isPlain(c) ? Character.toString(c) : "\\u{%x}".formatted(c))
                .collect(Collectors.joining());
    }
}
