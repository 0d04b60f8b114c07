package io.wasettings.processor.cli;

import java.util.stream.Collectors;

/** Text from outside, safe to show on a terminal. */
final class Printable {

    private Printable() {}

    /** The text with everything escaped that could move a cursor, hide or reorder what follows. */
    static String of(String text) {
        return text.codePoints()
                .mapToObj(c -> isPlain(c) ? Character.toString(c) : "\\u{%x}".formatted(c))
                .collect(Collectors.joining());
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
