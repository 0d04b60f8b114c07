package io.wasettings.processor.command.reading;

import io.wasettings.common.text.Characters;

/** What came from outside, made fit for a status or a log line. */
final class Text {

    private Text() {}

    /** The text cut to that many characters, without what disturbs a terminal or cannot be encoded. */
    static String cut(String text, int length) {
        int end = text.codePointCount(0, text.length()) <= length ? text.length() : text.offsetByCodePoints(0, length);
        return Characters.harmless(text.substring(0, end));
    }
}
