package io.wasettings.common.text;

/** Tells which characters that come from anybody can be shown to people. */
public final class Characters {

    private Characters() {}

    /** Whether the code point is a harmless one that this version of Java knows. */
    public static boolean isPlain(int codePoint) {
        return isHarmless(codePoint) && Character.isDefined(codePoint);
    }

    /**
     * Whether the code point can be encoded, and does not move the cursor or hide or reorder what follows. What a later
     * version of Unicode assigns counts as harmless.
     */
    public static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The text with a question mark in place of each character that is not harmless. */
    public static String harmless(String text) {
        return text.codePoints()
                .map(codePoint -> isHarmless(codePoint) ? codePoint : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The text, or as much of it as fits into {@code length} chars, between two characters, with an ellipsis. */
    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }
}
