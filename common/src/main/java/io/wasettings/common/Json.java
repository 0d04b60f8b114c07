package io.wasettings.common;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Strict JSON (RFC 8259) in UTF-8: what any two parsers would read alike, or a reason without a word of the input.
 *
 * <p>Refused are duplicate member names, anything after the value, non-standard tokens, a byte order mark, malformed or
 * overlong UTF-8, nesting deeper than {@value #MAX_DEPTH} and numbers longer than {@value #MAX_NUMBER_LENGTH} digits.
 */
public final class Json {

    static final int MAX_DEPTH = 32;
    static final int MAX_NUMBER_LENGTH = 400;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Json() {}

    /** The one mapper of the wire: snake_case members, ISO 8601 times, strict reading. Immutable. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Reads one JSON value from UTF-8 bytes. */
    public static Parsed parse(byte[] utf8) {
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
        if (text.isBlank()) {
            return new Malformed("is empty");
        }
        try {
            return new Value(MAPPER.readTree(text));
        } catch (JacksonException e) {
            return new Malformed("is not valid JSON" + where(e.getLocation()));
        }
    }

    private static String where(TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " near line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** What {@link #parse} made of the bytes: a {@link Value} or {@link Malformed}. */
    public sealed interface Parsed permits Value, Malformed {}

    /** A well-formed JSON value. */
    public record Value(JsonNode node) implements Parsed {}

    /**
     * Not strict JSON; {@code problem} completes a sentence ("… is not valid UTF-8") and quotes nothing of the input.
     */
    public record Malformed(String problem) implements Parsed {}
}
