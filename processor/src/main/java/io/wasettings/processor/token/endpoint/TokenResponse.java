package io.wasettings.processor.token.endpoint;

import io.wasettings.common.Json;
import io.wasettings.processor.token.endpoint.ParsedBody.Contradiction;
import io.wasettings.processor.token.endpoint.ParsedBody.Unusable;
import io.wasettings.processor.token.endpoint.ParsedBody.Usable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A successful answer of a token endpoint (RFC 6749 section 5.1), read strictly: what is not usable is said to be so,
 * without a word of the answer.
 *
 * @param accessToken the access token: 1..16384 visible ASCII characters, all that a header can carry
 * @param expiresIn the lifetime
 * @param refreshToken a refresh token to keep instead of the old one, a secret, or null
 * @param scope the scope that was stated, space-separated, or null when it was not, or not legibly
 * @param scopeMissing whether no scope was stated: then it is what was asked for (RFC 6749 section 5.1)
 * @param typeWarning why Bearer was assumed, completing a sentence about the answer, or null if it was stated
 */
record TokenResponse(
        String accessToken,
        ExpiresIn expiresIn,
        @Nullable String refreshToken,
        @Nullable String scope,
        boolean scopeMissing,
        @Nullable String typeWarning) {

    /** In ASCII alone: by Unicode a Kelvin sign is a k. */
    private static final Pattern BEARER_TOKEN = Pattern.compile("bearertoken", Pattern.CASE_INSENSITIVE);

    private static final Pattern ACCESS_TOKEN = Pattern.compile("[\\x21-\\x7E]{1,16384}");
    private static final Pattern VSCHARS = Pattern.compile("[\\x20-\\x7E]*");
    private static final Pattern REFRESH_TOKEN = Pattern.compile("[\\x20-\\x7E]*[\\x21-\\x7E][\\x20-\\x7E]*");
    private static final Pattern SCOPE = Pattern.compile("[\\x20-\\x7E]{1,4096}");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    /** For what stands around an error code. */
    private static final JsonFactory LENIENT = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            // Nothing of what a partner's server names its members is kept beyond its answer.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    /**
     * Reads the body of a 2xx answer.
     *
     * @param expectsRefreshToken whether a refresh token was presented; else one that comes is not even looked at (RFC
     *     6749 section 4.4.3)
     */
    static ParsedBody read(byte[] body, boolean expectsRefreshToken) {
        Optional<JsonNode> object = json(body).filter(JsonNode::isObject);
        if (object.isEmpty()) {
            return readLoosely(body, expectsRefreshToken, "is not a JSON object in UTF-8");
        }
        JsonNode members = object.get();
        JsonNode refreshToken = expectsRefreshToken ? members.path("refresh_token") : MissingNode.getInstance();
        String legible = Optional.ofNullable(refreshToken.stringValue(null))
                .filter(REFRESH_TOKEN.asMatchPredicate())
                .orElse(null);
        if (carriesError(members)) {
            boolean bringsOne = !refreshToken.stringValue("").isBlank();
            return new Contradiction(error(members).flatMap(TokenError::of), bringsOne, legible);
        }
        Optional<String> problem = problem(members, refreshToken);
        if (problem.isPresent()) {
            return new Unusable(problem.get(), legible);
        }
        return new Usable(new TokenResponse(
                members.get("access_token").stringValue(),
                ExpiresIn.read(members.path("expires_in")).orElseThrow(),
                legible,
                scope(members.path("scope")),
                isMissing(members.path("scope")),
                typeWarning(members.path("token_type"))));
    }

    /**
     * Reads the body of a 2xx answer of which no token is taken, for what a server that has acted on a refresh token
     * says all the same.
     *
     * @param problem why no token is taken, completing a sentence about the answer
     */
    static ParsedBody readLoosely(byte[] body, boolean expectsRefreshToken, String problem) {
        String refreshToken = expectsRefreshToken ? successor(body) : null;
        Optional<TokenError> error = looseError(body).flatMap(TokenError::of);
        return error.isPresent()
                ? new Contradiction(error, expectsRefreshToken && namesRefreshToken(body), refreshToken)
                : new Unusable(problem, refreshToken);
    }

    /** Whether it may bring one, be it cut off. */
    private static boolean namesRefreshToken(byte[] body) {
        return legible(text(body), "refresh_token").stream()
                .anyMatch(value -> value.filter(String::isBlank).isEmpty());
    }

    /**
     * The refresh token in a body that is not strict JSON, or not all there, or null. The one that was presented is
     * spent, but one that is not surely its successor is no better.
     */
    static @Nullable String successor(byte[] body) {
        List<Optional<String>> named = legible(text(body), "refresh_token");
        return named.size() == 1
                ? named.get(0).filter(REFRESH_TOKEN.asMatchPredicate()).orElse(null)
                : null;
    }

    /**
     * The {@code error} member of an error answer (RFC 6749 section 5.2), if the body has one. The first text counts
     * also where the body is not strict JSON, or not all there: its description may be in any charset and of any
     * length, and a refresh token that was refused must not be presented again for that.
     */
    static Optional<String> errorOf(byte[] body) {
        return Json.parse(unmarked(body)).fold(TokenResponse::error, problem -> looseError(body));
    }

    private static Optional<String> looseError(byte[] body) {
        return legible(text(body), "error").stream()
                .flatMap(Optional::stream)
                .filter(error -> !error.isEmpty())
                .findFirst();
    }

    /**
     * Each member of that name, as far as the text can be read: its value, if that is a string and complete; of null
     * none of the kind, but a blank one.
     */
    private static List<Optional<String>> legible(String text, String name) {
        List<Optional<String>> values = new ArrayList<>();
        try (JsonParser parser = LENIENT.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return values;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isNamed = parser.currentName().equals(name);
                if (isNamed) {
                    values.add(Optional.empty());
                }
                JsonToken value = parser.nextToken();
                if (isNamed && value == JsonToken.VALUE_NULL) {
                    values.set(values.size() - 1, Optional.of(""));
                } else if (isNamed && value == JsonToken.VALUE_STRING) {
                    values.set(values.size() - 1, Optional.of(parser.getString()));
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            // What comes then cannot be read.
        }
        return values;
    }

    /**
     * Whether the body begins as an object that does not come to its end: where its length is unknown, it is not all
     * there.
     */
    static boolean isCutShort(byte[] body) {
        String text = text(body);
        return text.startsWith("{") && !closes(text);
    }

    /** Whether the body has nothing in it to read. */
    static boolean isBlank(byte[] body) {
        return text(body).isEmpty();
    }

    private static String text(byte[] body) {
        return new String(unmarked(body), StandardCharsets.ISO_8859_1).strip();
    }

    /** Whether the bracket that the text begins with is closed in it. */
    private static boolean closes(String text) {
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

    /** What was assumed, each completing a sentence about the answer. */
    List<String> warnings() {
        return Stream.of(typeWarning, expiresIn.warning())
                .flatMap(Stream::ofNullable)
                .toList();
    }

    @Override
    public String toString() {
        return "TokenResponse[expiresIn=" + expiresIn + ", secrets redacted]";
    }

    private static Optional<JsonNode> json(byte[] body) {
        return Json.parse(unmarked(body)).fold(Optional::of, problem -> Optional.empty());
    }

    /** One mark is passed over: .NET's default writer leaves it. */
    private static byte[] unmarked(byte[] body) {
        boolean isMarked = body.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(body, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        return isMarked ? Arrays.copyOfRange(body, BYTE_ORDER_MARK.length, body.length) : body;
    }

    /** Some servers always send the member: empty, false or null, it says that there is no error. */
    private static boolean carriesError(JsonNode members) {
        JsonNode error = members.path("error");
        boolean saysNone = error.isBoolean() ? !error.booleanValue() : "".equals(error.stringValue(null));
        return !isMissing(error) && !saysNone;
    }

    private static Optional<String> error(JsonNode members) {
        return Optional.ofNullable(members.path("error").stringValue(null));
    }

    private static Optional<String> problem(JsonNode members, JsonNode refreshToken) {
        String accessToken = members.path("access_token").stringValue(null);
        if (accessToken == null || !ACCESS_TOKEN.matcher(accessToken).matches()) {
            return Optional.of("has no access_token of 1 to 16384 visible ASCII characters");
        }
        JsonNode type = members.path("token_type");
        if (!isMissing(type) && !isBearer(type) && !isNearlyBearer(type)) {
            return Optional.of("has a token_type other than Bearer");
        }
        if (ExpiresIn.read(members.path("expires_in")).isEmpty()) {
            return Optional.of("has an expires_in that is no number of seconds");
        }
        // Kept, it could not be presented; passed over, a spent one would be.
        return isMissing(refreshToken)
                        || (refreshToken.isString()
                                && VSCHARS.matcher(refreshToken.stringValue()).matches())
                ? Optional.empty()
                : Optional.of("has a refresh_token that is not made of printable ASCII characters (RFC 6749 A.17)");
    }

    private static @Nullable String typeWarning(JsonNode type) {
        if (isMissing(type)) {
            return "answered without a token_type; Bearer was assumed";
        }
        return isBearer(type) ? null : "answered with token_type BearerToken; Bearer was assumed";
    }

    private static boolean isBearer(JsonNode type) {
        return "bearer".equalsIgnoreCase(type.stringValue(null));
    }

    /** Apigee's default. */
    private static boolean isNearlyBearer(JsonNode type) {
        return BEARER_TOKEN.matcher(type.stringValue("")).matches();
    }

    private static boolean isMissing(JsonNode member) {
        return member.isMissingNode() || member.isNull();
    }

    /** An array of strings, wrong but seen, is joined; any other type leaves the scope unknown. */
    private static @Nullable String scope(JsonNode scope) {
        List<String> tokens = new ArrayList<>();
        for (JsonNode token : scope) {
            tokens.add(token.stringValue(""));
        }
        String text = scope.stringValue(String.join(" ", tokens));
        return SCOPE.matcher(text).matches() ? text : null;
    }
}
