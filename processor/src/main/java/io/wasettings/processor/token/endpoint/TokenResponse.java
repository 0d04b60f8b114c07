package io.wasettings.processor.token.endpoint;

import io.wasettings.common.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A successful answer of a token endpoint (RFC 6749 section 5.1), read strictly: what is not usable is said to be so,
 * without a word of the answer.
 *
 * @param accessToken the access token: 1..16384 characters of a b64token (RFC 6750 section 2.1)
 * @param lifetime the lifetime that was stated, at least 1 s and at most {@link #LONGEST_LIFETIME}, or null
 * @param refreshToken a refresh token to keep instead of the old one, or null
 * @param scope the scope that was stated, space-separated, or null when it was not, or not legibly
 * @param scopeMissing whether no scope was stated: then it is what was asked for (RFC 6749 section 5.1)
 * @param typeAssumed whether the token type was missing
 */
record TokenResponse(
        String accessToken,
        @Nullable Duration lifetime,
        @Nullable String refreshToken,
        @Nullable String scope,
        boolean scopeMissing,
        boolean typeAssumed) {

    /** No token is taken to live longer than this, whatever the answer says. */
    static final Duration LONGEST_LIFETIME = Duration.ofDays(365);

    private static final int MAX_ACCESS_TOKEN_LENGTH = 16 * 1024;
    private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");
    private static final Pattern VSCHARS = Pattern.compile("[\\x20-\\x7E]*");
    private static final Pattern REFRESH_TOKEN = Pattern.compile("[\\x20-\\x7E]*[\\x21-\\x7E][\\x20-\\x7E]*");
    private static final Pattern SCOPE = Pattern.compile("[\\x20-\\x7E]{1,4096}");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,400}");

    /** What a body was read as: a {@link TokenResponse}, an error, or why it is unusable. */
    sealed interface Reading {

        <T> T fold(
                Function<TokenResponse, T> usable, Function<@Nullable String, T> error, Function<Unusable, T> unusable);
    }

    /** A usable answer. */
    record Usable(TokenResponse response) implements Reading {
        @Override
        public <T> T fold(
                Function<TokenResponse, T> usable,
                Function<@Nullable String, T> error,
                Function<Unusable, T> unusable) {
            return usable.apply(response);
        }
    }

    /**
     * No usable answer.
     *
     * @param problem completes a sentence about the answer
     * @param refreshToken a refresh token that it brings all the same, a secret, or null
     */
    record Unusable(String problem, @Nullable String refreshToken) implements Reading {
        @Override
        public <T> T fold(
                Function<TokenResponse, T> usable,
                Function<@Nullable String, T> error,
                Function<Unusable, T> unusable) {
            return unusable.apply(this);
        }

        @Override
        public String toString() {
            return "Unusable[problem=" + problem + ", secrets redacted]";
        }
    }

    /**
     * An error where a success was announced.
     *
     * @param code the value of the {@code error} member, or null where it is no string
     */
    record Contradiction(@Nullable String code) implements Reading {
        @Override
        public <T> T fold(
                Function<TokenResponse, T> usable,
                Function<@Nullable String, T> error,
                Function<Unusable, T> unusable) {
            return error.apply(code);
        }
    }

    /**
     * Reads the body of a 2xx answer.
     *
     * @param expectsRefreshToken whether a refresh token was presented; else one that comes is not even looked at (RFC
     *     6749 section 4.4.3)
     */
    static Reading read(byte[] body, boolean expectsRefreshToken) {
        if (!(Json.parse(body) instanceof Json.Value json) || !json.node().isObject()) {
            return new Unusable("is not a JSON object in UTF-8", null);
        }
        JsonNode members = json.node();
        if (members.hasNonNull("error")) {
            return new Contradiction(error(members).orElse(null));
        }
        JsonNode refreshToken = expectsRefreshToken ? members.path("refresh_token") : MissingNode.getInstance();
        Optional<String> problem = problem(members, refreshToken);
        String legible = Optional.ofNullable(refreshToken.stringValue(null))
                .filter(REFRESH_TOKEN.asMatchPredicate())
                .orElse(null);
        if (problem.isPresent()) {
            return new Unusable(problem.get(), legible);
        }
        return new Usable(new TokenResponse(
                members.get("access_token").stringValue(),
                lifetime(members.path("expires_in")).orElse(null),
                legible,
                scope(members.path("scope")),
                isMissing(members.path("scope")),
                isMissing(members.path("token_type"))));
    }

    private static Optional<String> problem(JsonNode members, JsonNode refreshToken) {
        String accessToken = members.path("access_token").stringValue(null);
        if (accessToken == null
                || accessToken.length() > MAX_ACCESS_TOKEN_LENGTH
                || !B64TOKEN.matcher(accessToken).matches()) {
            return Optional.of("has no access_token that can be sent as a Bearer token (RFC 6750)");
        }
        JsonNode type = members.path("token_type");
        if (!isMissing(type) && !"bearer".equalsIgnoreCase(type.stringValue(null))) {
            return Optional.of("has a token_type other than Bearer");
        }
        JsonNode expiresIn = members.path("expires_in");
        if (!isMissing(expiresIn) && lifetime(expiresIn).isEmpty()) {
            return Optional.of("has an expires_in that is not a positive number of seconds");
        }
        // Kept, it could not be presented; passed over, a spent one would be.
        return isMissing(refreshToken)
                        || (refreshToken.isString()
                                && VSCHARS.matcher(refreshToken.stringValue()).matches())
                ? Optional.empty()
                : Optional.of("has a refresh_token that is not made of printable ASCII characters (RFC 6749 A.17)");
    }

    private static boolean isMissing(JsonNode member) {
        return member.isMissingNode() || member.isNull();
    }

    /**
     * Whether the body begins as an object but does not end as one: where its length is unknown, it is not all there.
     */
    static boolean isCutShort(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1).strip();
        return text.startsWith("{") && !text.endsWith("}");
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
