package io.wasettings.common.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Strict JSON (RFC 8259) in UTF-8: accepts only what all parsers read alike; otherwise gives a reason that quotes
 * nothing of the input.
 *
 * <p>Refused are duplicate member names, anything after the value, non-standard tokens, a byte order mark, malformed or
 * overlong UTF-8, nesting deeper than {@value #MAX_DEPTH}, numbers longer than {@value #MAX_NUMBER_LENGTH} digits and
 * more than {@value #MAX_TOKENS} tokens.
 */
public final class Json {

    public static final int MAX_DEPTH = 32;
    static final int MAX_NUMBER_LENGTH = 400;
    /** As many as a body of 64 KiB can have. Each may take a hundred bytes of memory, even for one byte of text. */
    static final int MAX_TOKENS = 64 * 1024;
    /** As long as the longest input. */
    private static final int MAX_NAME_LENGTH = 256 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** How Jackson's message about a duplicate member begins; it has no type of its own. */
    private static final String DUPLICATE = "Duplicate ";

    private static final JsonMapper MAPPER = strict(JsonFactory.builder(), MAX_DEPTH);
    /**
     * For text only. Does not keep member names in memory, where up to 12,000 of them, made up by anybody, would stay,
     * however long. Not for bytes, since it would accept invalid UTF-8.
     */
    private static final JsonMapper OF_ANYBODY = ofAnybody(MAX_DEPTH);

    /** One level deeper: the value in an envelope may be as deep as one that stands alone. */
    private static final JsonMapper ENVELOPE = ofAnybody(MAX_DEPTH + 1);

    private Json() {}

    private static JsonMapper ofAnybody(int maxDepth) {
        return strict(JsonFactory.builder().disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES), maxDepth);
    }

    private static JsonMapper strict(JsonFactoryBuilder factory, int maxDepth) {
        return JsonMapper.builder(factory.streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(maxDepth)
                                .maxNumberLength(MAX_NUMBER_LENGTH)
                                .maxNameLength(MAX_NAME_LENGTH)
                                .maxTokenCount(MAX_TOKENS)
                                .build())
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
    }

    /** The one mapper of the wire: snake_case members, ISO 8601 times, strict reading. Immutable. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Reads one JSON value from UTF-8 bytes. */
    public static Parsed parse(byte[] utf8) {
        return parse(utf8, OF_ANYBODY);
    }

    /** The same for an envelope: an object that holds another value as one of its members. */
    public static Parsed parseEnvelope(byte[] utf8) {
        return parse(utf8, ENVELOPE);
    }

    /** Reads such an object piece by piece, within the same limits. */
    public static JsonParser envelopeParser(String text) {
        return ENVELOPE.createParser(text);
    }

    private static Parsed parse(byte[] utf8, JsonMapper mapper) {
        if (beginsAsNoUtf8(utf8)) {
            return new Malformed("seems to be in UTF-16 or in a schema registry's format; send plain JSON in UTF-8");
        }
        String text;
        try {
            // A reporting decoder, because Jackson's own UTF-8 reader accepts overlong forms (C0 8A becomes a line
            // feed).
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Malformed("is not valid UTF-8");
        }
        if (text.startsWith(BYTE_ORDER_MARK)) {
            return new Malformed("begins with a byte order mark; send UTF-8 without it");
        }
        if (text.isBlank()) {
            return new Malformed("is empty");
        }
        try {
            return new Value(mapper.readTree(text));
        } catch (JacksonException e) {
            return new Malformed(problem(e) + where(e.getLocation()));
        }
    }

    /**
     * Whether one of the first two bytes is zero, as in UTF-16 of either byte order and in the wire format of a schema
     * registry, or they are a byte order mark of UTF-16. JSON in UTF-8 has neither.
     */
    private static boolean beginsAsNoUtf8(byte[] bytes) {
        int first = bytes.length > 0 ? Byte.toUnsignedInt(bytes[0]) : 1;
        int second = bytes.length > 1 ? Byte.toUnsignedInt(bytes[1]) : 1;
        return first == 0 || second == 0 || (Math.min(first, second) == 0xFE && Math.max(first, second) == 0xFF);
    }

    private static String problem(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return "is nested deeper than " + MAX_DEPTH + " levels, has a number of more than " + MAX_NUMBER_LENGTH
                    + " digits or more than " + MAX_TOKENS + " tokens";
        }
        return e.getOriginalMessage().startsWith(DUPLICATE) ? "names a member twice" : "is not valid JSON";
    }

    private static String where(TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " near line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** The result of {@link #parse}. */
    public sealed interface Parsed {

        /** One function per case, so that no case is forgotten. */
        <T> T fold(Function<JsonNode, T> value, Function<String, T> malformed);

        /** The value, if it is an object. */
        default Optional<JsonNode> object() {
            return fold(value -> Optional.of(value).filter(JsonNode::isObject), problem -> Optional.empty());
        }
    }

    /** A well-formed JSON value. */
    public record Value(JsonNode node) implements Parsed {
        @Override
        public <T> T fold(Function<JsonNode, T> value, Function<String, T> malformed) {
            return value.apply(node);
        }
    }

    /**
     * Not strict JSON; {@code problem} completes a sentence ("… is not valid UTF-8") and quotes nothing of the input.
     */
    public record Malformed(String problem) implements Parsed {
        @Override
        public <T> T fold(Function<JsonNode, T> value, Function<String, T> malformed) {
            return malformed.apply(problem);
        }
    }
}
