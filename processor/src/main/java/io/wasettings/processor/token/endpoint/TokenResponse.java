package io.wasettings.processor.token.endpoint;

import io.wasettings.common.text.Json;
import io.wasettings.processor.token.endpoint.ParsedBody.Contradiction;
import io.wasettings.processor.token.endpoint.ParsedBody.Unusable;
import io.wasettings.processor.token.endpoint.ParsedBody.Usable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A successful answer of a token endpoint (RFC 6749 section 5.1), read strictly: what is not usable is said to be so,
 * without a word of the answer.
 *
 * @param accessToken the access token: 1..16384 visible ASCII characters, all that a header can carry
 * @param expiresIn the lifetime
 * @param refreshToken a refresh token to keep instead of the old one, a secret, or null
 * @param scopes the scope-tokens that were stated, none where that is illegible; null where nothing was stated
 * @param typeWarning why Bearer was assumed, completing a sentence about the answer, or null if it was stated
 */
record TokenResponse(
        String accessToken,
        ExpiresIn expiresIn,
        @Nullable String refreshToken,
        @Nullable Set<String> scopes,
        @Nullable String typeWarning) {

    /** In ASCII alone: by Unicode a Kelvin sign is a k. */
    private static final Pattern BEARER_TOKEN = Pattern.compile("bearertoken", Pattern.CASE_INSENSITIVE);

    private static final Pattern ACCESS_TOKEN = Pattern.compile("[\\x21-\\x7E]{1,16384}");
    private static final Pattern VSCHARS = Pattern.compile("[\\x20-\\x7E]*");

    /**
     * Reads the body of a 2xx answer.
     *
     * @param expectsRefreshToken whether a refresh token was presented; else one that comes is not even looked at (RFC
     *     6749 section 4.4.3)
     */
    static ParsedBody read(byte[] body, boolean expectsRefreshToken) {
        return Json.parse(LooseBody.unmarked(body))
                .fold(
                        value -> value.isObject()
                                ? read(value, expectsRefreshToken)
                                : new LooseBody(body).read(expectsRefreshToken, "is not a JSON object"),
                        problem -> new LooseBody(body).read(expectsRefreshToken, problem));
    }

    private static ParsedBody read(JsonNode members, boolean expectsRefreshToken) {
        JsonNode refreshToken = expectsRefreshToken ? members.path("refresh_token") : MissingNode.getInstance();
        String legible = Optional.ofNullable(refreshToken.stringValue(null))
                .filter(LooseBody::isRefreshToken)
                .orElse(null);
        if (carriesError(members)) {
            boolean bringsAccessToken = expectsRefreshToken && isText(members.path("access_token"));
            return new Contradiction(error(members), bringsAccessToken, isText(refreshToken), legible);
        }
        Optional<String> problem = problem(members, refreshToken);
        if (problem.isPresent()) {
            return new Unusable(problem.get(), legible);
        }
        return new Usable(new TokenResponse(
                members.get("access_token").stringValue(),
                ExpiresIn.read(members.path("expires_in")).orElseThrow(),
                legible,
                scopes(members.path("scope")),
                typeWarning(members.path("token_type"))));
    }

    /**
     * Whether that part of the scope that was asked for was granted: all of it unless stated (RFC 6749 section 5.1).
     */
    boolean grants(String scopeToken) {
        return scopes == null || scopes.contains(scopeToken);
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

    /** Some servers always send the member: empty, false or null, it says that there is no error. */
    private static boolean carriesError(JsonNode members) {
        JsonNode error = members.path("error");
        boolean saysNone = error.isBoolean() ? !error.booleanValue() : "".equals(error.stringValue(null));
        return !isMissing(error) && !saysNone;
    }

    private static Optional<TokenError> error(JsonNode members) {
        return Optional.ofNullable(members.path("error").stringValue(null)).flatMap(TokenError::of);
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

    private static boolean isText(JsonNode member) {
        return !member.stringValue("").isBlank();
    }

    private static boolean isMissing(JsonNode member) {
        return member.isMissingNode() || member.isNull();
    }

    /** Stated as a string, or, wrong but seen, as an array of strings. */
    private static @Nullable Set<String> scopes(JsonNode scope) {
        if (isMissing(scope)) {
            return null;
        }
        List<String> texts = new ArrayList<>(List.of(scope.stringValue("")));
        for (JsonNode element : scope) {
            texts.add(element.stringValue(""));
        }
        return texts.stream().flatMap(text -> Stream.of(text.split(" "))).collect(Collectors.toUnmodifiableSet());
    }
}
