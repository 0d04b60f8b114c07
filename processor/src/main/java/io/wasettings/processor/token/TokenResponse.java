package io.wasettings.processor.token;

import io.wasettings.common.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A successful answer of a token endpoint (RFC 6749 section 5.1), read strictly: what is not usable is said to be so,
 * without a word of the answer.
 *
 * @param accessToken the access token: 1..16384 characters of a b64token (RFC 6750 section 2.1)
 * @param lifetime the lifetime that was stated, at least 1 s and at most {@link #LONGEST_LIFETIME}, or null
 * @param refreshToken a refresh token to keep instead of the old one, or null
 * @param scope the scope that was stated, space-separated, or null
 * @param typeAssumed whether the token type was missing
 */
record TokenResponse(
        String accessToken,
        @Nullable Duration lifetime,
        @Nullable String refreshToken,
        @Nullable String scope,
        boolean typeAssumed) {

    /** No token is taken to live longer than this, whatever the answer says. */
    static final Duration LONGEST_LIFETIME = Duration.ofDays(365);

    private static final int MAX_ACCESS_TOKEN_LENGTH = 16 * 1024;
    private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");
    private static final Pattern REFRESH_TOKEN = Pattern.compile("[\\x20-\\x7E]*[\\x21-\\x7E][\\x20-\\x7E]*");
    private static final Pattern SCOPE = Pattern.compile("[\\x20-\\x7E]{1,4096}");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,30}");

    /** What a body was read as: a {@link TokenResponse} or why it is unusable. */
    sealed interface Reading {}

    /** A usable answer. */
    record Usable(TokenResponse response) implements Reading {}

    /**
     * No usable answer.
     *
     * @param problem completes a sentence about the answer
     * @param error the value of the {@code error} member, or null
     */
    record Unusable(String problem, @Nullable String error) implements Reading {}

    /** Reads the body of a 2xx answer. */
    static Reading read(byte[] body) {
        if (!(Json.parse(body) instanceof Json.Value json) || !json.node().isObject()) {
            return new Unusable("is not a JSON object in UTF-8", null);
        }
        JsonNode members = json.node();
        if (members.hasNonNull("error")) {
            return new Unusable("carries an error", error(members).orElse(null));
        }
        String accessToken = members.path("access_token").stringValue(null);
        if (accessToken == null
                || accessToken.length() > MAX_ACCESS_TOKEN_LENGTH
                || !B64TOKEN.matcher(accessToken).matches()) {
            return new Unusable("has no access_token that can be sent as a Bearer token (RFC 6750)", null);
        }
        JsonNode type = members.path("token_type");
        boolean typeMissing = type.isMissingNode() || type.isNull();
        if (!typeMissing && !"bearer".equalsIgnoreCase(type.stringValue(null))) {
            return new Unusable("has a token_type other than Bearer", null);
        }
        JsonNode refreshToken = members.path("refresh_token");
        if (!refreshToken.isMissingNode() && !refreshToken.isNull() && !refreshToken.isString()) {
            return new Unusable("has a refresh_token that is not a string", null);
        }
        JsonNode expiresIn = members.path("expires_in");
        boolean lifetimeMissing = expiresIn.isMissingNode() || expiresIn.isNull();
        Optional<Duration> lifetime = lifetime(expiresIn);
        if (!lifetimeMissing && lifetime.isEmpty()) {
            return new Unusable("has an expires_in that is not a positive number of seconds", null);
        }
        return new Usable(new TokenResponse(
                accessToken,
                lifetime.orElse(null),
                Optional.ofNullable(refreshToken.stringValue(null))
                        .filter(REFRESH_TOKEN.asMatchPredicate())
                        .orElse(null),
                scope(members.path("scope")),
                typeMissing));
    }

    /** The {@code error} member of an error answer (RFC 6749 section 5.2), if the body has one. */
    static Optional<String> errorOf(byte[] body) {
        return Json.parse(body) instanceof Json.Value json ? error(json.node()) : Optional.empty();
    }

    @Override
    public String toString() {
        return "TokenResponse[lifetime=" + lifetime + ", secrets redacted]";
    }

    private static Optional<String> error(JsonNode members) {
        return Optional.ofNullable(members.path("error").stringValue(null));
    }

    /** Digits in a string count too, as some servers send them. */
    private static Optional<Duration> lifetime(JsonNode expiresIn) {
        BigDecimal seconds = null;
        if (expiresIn.isNumber()) {
            seconds = expiresIn.decimalValueOpt().orElse(null);
        } else if (expiresIn.isString()
                && DIGITS.matcher(expiresIn.stringValue()).matches()) {
            seconds = new BigDecimal(expiresIn.stringValue());
        }
        if (seconds == null || seconds.compareTo(BigDecimal.ONE) < 0) {
            return Optional.empty();
        }
        BigDecimal longest = BigDecimal.valueOf(LONGEST_LIFETIME.toSeconds());
        return Optional.of(Duration.ofSeconds(
                seconds.min(longest).setScale(0, RoundingMode.DOWN).longValueExact()));
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
