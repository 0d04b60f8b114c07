package io.wasettings.common.event;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of what may be a CloudEvent, and what is wrong with them.
 *
 * @param texts the attributes that are text, by name
 * @param names the names of all headers (binary mode) or all members (structured mode) of the record
 * @param mode how the record names its attributes
 */
record Attributes(Map<String, String> texts, Set<String> names, Mode mode) {

    /** How a record carries its attributes. */
    enum Mode {
        /** In headers. */
        BINARY(CloudEvent.PREFIX, "a header", " is in quotation marks; send header values as plain text, not as JSON."),
        /** In members of an envelope. */
        STRUCTURED("", "a member", " is in quotation marks; send its text without them.");

        private final String prefix;
        private final String place;
        private final String quoted;

        Mode(String prefix, String place, String quoted) {
            this.prefix = prefix;
            this.place = place;
            this.quoted = quoted;
        }
    }

    private static final String VERSION = "specversion";
    private static final String NOT_TEXT = " is not text.";
    private static final List<String> IN_PLAIN_TEXT = List.of("source", "type", "partner", "channel");

    @Nullable
    String get(String name) {
        return texts.get(name);
    }

    /** The id, if there is one and it is legal. It may be any text otherwise. */
    @Nullable
    String id() {
        return limited("id", CloudEvent.MAX_ID_LENGTH);
    }

    /** The source. It has no spaces, so that source and id can be told apart when written side by side. */
    @Nullable
    String source() {
        String source = limited("source", CloudEvent.MAX_NAME_LENGTH);
        return source == null || source.contains(" ") ? null : source;
    }

    @Nullable
    String type() {
        return limited("type", CloudEvent.MAX_NAME_LENGTH);
    }

    /** What is wrong with the first faulty attribute, in one sentence that quotes nothing of the record. */
    Optional<String> problem() {
        return Stream.of(
                        versionProblem(),
                        idProblem(),
                        problem("source", CloudEvent.MAX_NAME_LENGTH),
                        problem("type", CloudEvent.MAX_NAME_LENGTH),
                        quotesProblem(),
                        spacesProblem())
                .flatMap(Optional::stream)
                .findFirst();
    }

    Optional<String> idProblem() {
        return problem("id", CloudEvent.MAX_ID_LENGTH);
    }

    Optional<String> sourceProblem() {
        return problem("source", CloudEvent.MAX_NAME_LENGTH)
                .or(this::quotesProblem)
                .or(this::spacesProblem);
    }

    private Optional<String> versionProblem() {
        String version = texts.get(VERSION);
        if (version == null) {
            return isThere(VERSION) ? Optional.of(full(VERSION) + NOT_TEXT) : Optional.empty();
        }
        return version.equals(CloudEvent.SPEC_VERSION)
                ? Optional.empty()
                : Optional.of(
                        "The CloudEvents version (" + full(VERSION) + ") is not " + CloudEvent.SPEC_VERSION + ".");
    }

    private Optional<String> problem(String name, int maxLength) {
        String value = texts.get(name);
        if (value == null) {
            return Optional.of(full(name) + missing(name));
        }
        if (value.isEmpty()) {
            return Optional.of(full(name) + " is empty.");
        }
        if (value.codePointCount(0, value.length()) > maxLength) {
            return Optional.of(full(name) + " is longer than " + maxLength + " characters.");
        }
        return isLegalString(value)
                ? Optional.empty()
                : Optional.of(full(name) + " holds a control character or half a character.");
    }

    private String missing(String name) {
        if (isThere(name)) {
            return NOT_TEXT;
        }
        boolean misspelt = names.stream()
                .map(candidate -> candidate.toLowerCase(Locale.ROOT).replace('-', '_'))
                .anyMatch(candidate -> candidate.equals(name)
                        || candidate.equals(CloudEvent.PREFIX + name)
                        || candidate.equals("cloudevents:" + name)
                        || candidate.equals("cloudevents_" + name));
        return misspelt
                ? " is missing, but " + mode.place + " looks like it: its name is " + full(name) + "."
                : " is missing.";
    }

    private boolean isThere(String name) {
        return names.contains(full(name));
    }

    /** The attribute's name as this record should spell it. */
    private String full(String name) {
        return mode.prefix + name;
    }

    private Optional<String> quotesProblem() {
        return IN_PLAIN_TEXT.stream()
                .filter(name -> isQuoted(texts.getOrDefault(name, "")))
                .findFirst()
                .map(name -> full(name) + mode.quoted);
    }

    private Optional<String> spacesProblem() {
        return source() == null
                ? Optional.of(full("source") + " must be a URI reference, without spaces.")
                : Optional.empty();
    }

    private @Nullable String limited(String name, int maxLength) {
        return problem(name, maxLength).isEmpty() ? texts.get(name) : null;
    }

    private static boolean isQuoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    }

    /**
     * Whether the text has neither control characters nor unpaired surrogates, which CloudEvents 1.0 forbids in a
     * String.
     */
    private static boolean isLegalString(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
