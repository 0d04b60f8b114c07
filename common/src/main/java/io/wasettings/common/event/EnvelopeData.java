package io.wasettings.common.event;

import io.wasettings.common.text.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * Cuts the data out of an envelope in structured mode, character by character as it was sent. So it is read like the
 * data of binary mode, whatever it holds, such as a number that is too large to be kept.
 */
final class EnvelopeData {

    static final String MEMBER = "data";

    private EnvelopeData() {}

    /**
     * The data of an envelope, or null if it has none.
     *
     * @param envelope a JSON object that has been found to be well-formed
     */
    static byte @Nullable [] cutOut(byte[] envelope) {
        String text = new String(envelope, StandardCharsets.UTF_8);
        try (JsonParser parser = Json.envelopeParser(text)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                long from = parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                if (name.equals(MEMBER)) {
                    long to = parser.currentLocation().getCharOffset();
                    return text.substring((int) from, (int) to).getBytes(StandardCharsets.UTF_8);
                }
            }
            return null;
        }
    }
}
