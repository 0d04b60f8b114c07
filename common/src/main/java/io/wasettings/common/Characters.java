package io.wasettings.common;

/** Tells characters apart that come from anybody and are shown to people. */
public final class Characters {

    private Characters() {}

    /** Whether the code point is one that moves no cursor, and neither hides nor reorders what follows. */
    public static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
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
