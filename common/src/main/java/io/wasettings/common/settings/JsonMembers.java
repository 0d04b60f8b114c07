package io.wasettings.common.settings;

import io.wasettings.common.text.Characters;
import io.wasettings.common.text.Typos;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the known members of one JSON object without coercion, and notes members of a wrong type and unknown ones. Null
 * and blank texts count as missing.
 */
final class JsonMembers {

    /** One more than any list may have. */
    private static final int MAX_ELEMENTS = SubmittedSettings.MAX_SCOPES + 1;

    private static final int MAX_UNKNOWN = 20;
    private static final int MAX_NAME_LENGTH = 64;

    private final JsonNode object;
    private final String pointer;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<FieldMessage> wrongTypes = new ArrayList<>();

    JsonMembers(JsonNode object, String pointer) {
        this.object = object;
        this.pointer = pointer;
    }

    @Nullable
    String text(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            wrongTypes.add(new FieldMessage(pointer + "/" + name, "must be a string"));
            return null;
        }
        return isBlank(value.stringValue()) ? null : value.stringValue();
    }

    /** An integral number; of one below the range of a long, the least long, because it breaks the same rules. */
    @Nullable
    Long integer(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()) {
            wrongTypes.add(new FieldMessage(pointer + "/" + name, "must be an integer"));
            return null;
        }
        if (value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.bigIntegerValue().signum() < 0) {
            return Long.MIN_VALUE;
        }
        wrongTypes.add(new FieldMessage(pointer + "/" + name, "must be at most " + Long.MAX_VALUE));
        return null;
    }

    /**
     * At most the first {@value #MAX_ELEMENTS} elements, which is enough to see that there are too many; at most as
     * many that are not strings are reported. Errors must fit into a status, and checking thousands of elements is
     * slow.
     */
    List<@Nullable String> texts(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            wrongTypes.add(new FieldMessage(pointer + "/" + name, "must be an array of strings"));
            return List.of();
        }
        wrongTypes.addAll(IntStream.range(0, value.size())
                .filter(i -> !value.get(i).isString() && !value.get(i).isNull())
                .limit(MAX_ELEMENTS)
                .mapToObj(i -> new FieldMessage(pointer + "/" + name + "/" + i, "must be a string"))
                .toList());
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < Math.min(value.size(), MAX_ELEMENTS); i++) {
            texts.add(value.get(i).stringValue(null));
        }
        return texts;
    }

    @Nullable
    JsonMembers object(String name) {
        JsonNode value = take(name);
        if (value != null && !value.isObject()) {
            wrongTypes.add(new FieldMessage(pointer + "/" + name, "must be an object"));
            return null;
        }
        return value == null ? null : new JsonMembers(value, pointer + "/" + name);
    }

    /** JSON Pointers of the known members that are present, blank ones included. */
    List<String> given() {
        return known.stream()
                .filter(object::hasNonNull)
                .map(name -> pointer + "/" + name)
                .toList();
    }

    List<FieldMessage> wrongTypes() {
        return wrongTypes;
    }

    /**
     * One warning for each unknown member, for the first {@value #MAX_UNKNOWN} of them, and one that says how many more
     * there are.
     */
    List<FieldMessage> unknown() {
        List<String> names = object.properties().stream()
                .map(member -> member.getKey())
                .filter(name -> !known.contains(name))
                .toList();
        List<FieldMessage> unknown = new ArrayList<>(
                names.stream().limit(MAX_UNKNOWN).map(this::unknown).toList());
        if (names.size() > MAX_UNKNOWN) {
            unknown.add(
                    new FieldMessage(pointer, "more unknown members were ignored: " + (names.size() - MAX_UNKNOWN)));
        }
        return unknown;
    }

    private FieldMessage unknown(String name) {
        String hint = known.stream()
                .filter(candidate -> isOneTypoAway(plain(name), plain(candidate)))
                .findFirst()
                .map(candidate -> "; did you mean \"" + candidate + "\"?")
                .orElse("");
        return new FieldMessage(pointer + "/" + printable(name), "is unknown and was ignored" + hint);
    }

    private @Nullable JsonNode take(String name) {
        known.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** Blank also by Unicode: no-break and zero-width spaces count, unlike with {@link String#isBlank()}. */
    static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_\\-\\s]", "");
    }

    /** The name as a JSON Pointer token, shortened, with characters replaced that could disturb a log or a terminal. */
    private static String printable(String name) {
        StringBuilder printable = new StringBuilder();
        name.codePoints().limit(MAX_NAME_LENGTH).forEach(c -> printable.appendCodePoint(isPlain(c) ? c : '?'));
        return printable.toString().replace("~", "~0").replace("/", "~1");
    }

    /** The only plain space in a name is that of ASCII: the others look like it. */
    private static boolean isPlain(int character) {
        return Characters.isPlain(character)
                && (character == ' ' || Character.getType(character) != Character.SPACE_SEPARATOR);
    }

    /** Names may be long on purpose, so only those of about the same length are compared. */
    private static boolean isOneTypoAway(String a, String b) {
        return Math.abs(a.length() - b.length()) <= 1 && Typos.distance(a, b) <= 1;
    }
}
