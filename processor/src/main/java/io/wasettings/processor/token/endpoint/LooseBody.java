package io.wasettings.processor.token.endpoint;

import io.wasettings.processor.token.endpoint.ParsedBody.Contradiction;
import io.wasettings.processor.token.endpoint.ParsedBody.Unusable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * The body of an answer of which no token is taken, read for what it says all the same. It need not be strict JSON, nor
 * all there: what stands beside an error code (RFC 6749 section 5.2) may be in any charset and of any length, and a
 * refresh token that was refused or spent must not be presented again for that.
 */
final class LooseBody {

    private static final Pattern REFRESH_TOKEN = Pattern.compile("[\\x20-\\x7E]*[\\x21-\\x7E][\\x20-\\x7E]*");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    /** A backslash that is not escaped itself, before something that cannot be. */
    private static final Pattern WRONG_ESCAPE =
            Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*+)\\\\(?![\"\\\\/bfnrt]|u[0-9A-Fa-f]{4})");

    private static final JsonFactory LENIENT = JsonFactory.builder()
            // All are bounded by the body.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            // Nothing of what a partner's server names its members is kept beyond its answer.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final String text;

    LooseBody(byte[] body) {
        String latin1 = new String(unmarked(body), StandardCharsets.ISO_8859_1).strip();
        // So the rest can be read, and no token that holds one is taken for legible: what is meant is anybody's guess.
        this.text = WRONG_ESCAPE.matcher(latin1).replaceAll("$1\uFFFD");
    }

    /**
     * What a server that answered 2xx, and so has acted on a refresh token, says beside the token that is not taken.
     *
     * @param problem why no token is taken, completing a sentence about the answer
     */
    ParsedBody read(boolean expectsRefreshToken, String problem) {
        String refreshToken = expectsRefreshToken ? successor() : null;
        Optional<TokenError> error = error();
        return error.isPresent()
                ? new Contradiction(
                        error,
                        expectsRefreshToken && brings("access_token"),
                        expectsRefreshToken && brings("refresh_token"),
                        refreshToken)
                : new Unusable(problem, refreshToken);
    }

    /** The error, if the first text that is given as such is a known one. */
    Optional<TokenError> error() {
        return values("error").stream()
                .flatMap(Optional::stream)
                .filter(error -> !error.isEmpty())
                .findFirst()
                .flatMap(TokenError::of);
    }

    /**
     * The refresh token that the body brings, or null. The one that was presented is spent, but one that is not surely
     * its successor is no better.
     */
    @Nullable
    String successor() {
        List<Optional<String>> named = values("refresh_token");
        return named.size() == 1
                ? named.get(0).filter(LooseBody::isRefreshToken).orElse(null)
                : null;
    }

    /** Whether it may bring that token, be it cut off. */
    private boolean brings(String token) {
        return values(token).stream()
                .anyMatch(value -> value.filter(String::isBlank).isEmpty());
    }

    /**
     * Of each member of that name, as far as the text can be read, the value: empty if that is no text, or not all
     * there; of null, which says that there is none, a blank one.
     */
    private List<Optional<String>> values(String name) {
        List<Optional<String>> values = new ArrayList<>();
        try (JsonParser parser = LENIENT.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return values;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isNamed = parser.currentName().equals(name);
                parser.nextToken();
                if (isNamed) {
                    values.add(value(parser));
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            // What comes then cannot be read.
        }
        return values;
    }

    private static Optional<String> value(JsonParser parser) {
        try {
            return switch (parser.currentToken()) {
                case VALUE_STRING -> Optional.of(parser.getString());
                case VALUE_NULL -> Optional.of("");
                default -> Optional.empty();
            };
        } catch (JacksonException e) {
            // Behind a text that cannot be read to its end, nothing can.
            parser.close();
            return Optional.empty();
        }
    }

    /**
     * Whether the body begins as an object that does not come to its end: where its length is unknown, it is not all
     * there.
     */
    boolean isCutShort() {
        return text.startsWith("{") && !closes();
    }

    /** Whether the body has nothing in it to read. */
    boolean isBlank() {
        return text.isEmpty();
    }

    /** Whether the bracket that the text begins with is closed in it. */
    private boolean closes() {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (quoted && character == '\\') {
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += nesting(character);
            }
            if (depth == 0) {
                return true;
            }
        }
        return false;
    }

    private static int nesting(char character) {
        return switch (character) {
            case '{', '[' -> 1;
            case '}', ']' -> -1;
            default -> 0;
        };
    }

    /** Whether the text could be presented as a refresh token (RFC 6749 A.17), and is not blank. */
    static boolean isRefreshToken(String token) {
        return REFRESH_TOKEN.matcher(token).matches();
    }

    /** The body without a byte order mark, which .NET's default writer puts before it. */
    static byte[] unmarked(byte[] body) {
        boolean isMarked = body.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(body, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        return isMarked ? Arrays.copyOfRange(body, BYTE_ORDER_MARK.length, body.length) : body;
    }
}
