package io.wasettings.processor.command.reading;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What came from outside, made fit for a status or a log line. */
final class Text {

    private static final Pattern IDENTIFIER = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final int REPLACEMENT = '?';

    private Text() {}

    /** The text if it could be an identifier, else null. */
    static @Nullable String identifier(@Nullable String text) {
        return text != null && IDENTIFIER.matcher(text).matches() ? text : null;
    }

    /** The text cut to that many characters, without what disturbs a terminal or cannot be encoded. */
    static String cut(String text, int length) {
        return text.codePoints()
                .limit(length)
                .map(c -> isHarmless(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
