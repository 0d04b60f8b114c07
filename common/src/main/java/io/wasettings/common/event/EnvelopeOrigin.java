package io.wasettings.common.event;

import io.wasettings.common.event.CloudEvent.Origin;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the origin that an envelope in structured mode claims, if the envelope is too large to be read as a whole or is
 * broken. All else is skipped while streaming, so that this takes no more memory than its longest name or number.
 */
final class EnvelopeOrigin {

    private static final Set<String> WANTED = Set.of("id", "source", "partner", "channel");
    private static final Origin UNKNOWN = new Origin(null, null, null, null);

    private static final int MAX_DEPTH = 10_000;
    private static final int MAX_TEXT_LENGTH = 64 * 1024;
    /** What is longer than anything wanted hides nothing behind it. */
    private static final int ANY_LENGTH = Integer.MAX_VALUE;
    /** Stands for bytes that are not UTF-8. */
    private static final String REPLACEMENT = "\uFFFD";

    private static final JsonFactory STREAM = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(ANY_LENGTH)
                    .maxNameLength(ANY_LENGTH)
                    .maxNumberLength(ANY_LENGTH)
                    .build())
            .build();

    private EnvelopeOrigin() {}

    /** The origin as far as it can be read; unknown if the envelope states a part of it twice. */
    static Origin read(byte[] utf8) {
        Map<String, String> texts = new HashMap<>();
        InputStreamReader text = new InputStreamReader(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8);
        try (JsonParser parser = STREAM.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT || !readMembers(parser, texts)) {
                return UNKNOWN;
            }
        } catch (JacksonException e) {
            // What precedes the broken place has been read.
        }
        texts.values().removeIf(value -> value.contains(REPLACEMENT));
        Attributes attributes = new Attributes(texts, texts.keySet(), Attributes.Mode.STRUCTURED);
        return new Origin(attributes.id(), attributes.source(), attributes.get("partner"), attributes.get("channel"));
    }

    /** Whether each wanted member is present at most once. */
    private static boolean readMembers(JsonParser parser, Map<String, String> texts) {
        Set<String> seen = new HashSet<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            boolean isWanted = WANTED.contains(name);
            if (isWanted && !seen.add(name)) {
                return false;
            }
            if (parser.nextToken() == JsonToken.VALUE_STRING
                    && isWanted
                    && parser.getStringLength() <= MAX_TEXT_LENGTH) {
                texts.put(name, parser.getString());
            }
            parser.skipChildren();
        }
        return true;
    }
}
