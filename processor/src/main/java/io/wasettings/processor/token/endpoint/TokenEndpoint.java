package io.wasettings.processor.token.endpoint;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.GuardedHttpClient;
import io.wasettings.processor.http.RetryAfter;
import io.wasettings.processor.token.endpoint.TokenAnswer.Granted;
import io.wasettings.processor.token.endpoint.TokenAnswer.Loss;
import io.wasettings.processor.token.endpoint.TokenAnswer.Refused;
import io.wasettings.processor.token.endpoint.TokenAnswer.Successor;
import io.wasettings.processor.token.endpoint.TokenAnswer.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with a token endpoint: sends a request and judges the answer, by status class first and by the
 * {@code error} code second. Keeps nothing and retries nothing.
 */
final class TokenEndpoint {

    private static final String URL_FIELD = "/oauth2/token_url";
    private static final int UNAUTHORIZED = 401;

    private final GuardedHttpClient client;
    private final TokenMetrics metrics;
    private final Clock clock;

    TokenEndpoint(GuardedHttpClient client, TokenMetrics metrics, Clock clock) {
        this.client = client;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Asks for a token.
     *
     * @param refreshToken what to present, or null for the {@code client_credentials} grant
     * @return empty when this way of client authentication was refused ({@code invalid_client} or 401)
     */
    Optional<TokenAnswer> request(TokenRequest request, AuthMethod method, @Nullable String refreshToken) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        Optional.ofNullable(method.authorization(request.clientId(), request.clientSecret()))
                .ifPresent(authorization -> headers.put("Authorization", authorization));
        byte[] form = URLUtils.serializeParameters(parameters(request, method, refreshToken))
                .getBytes(StandardCharsets.US_ASCII);
        Asked asked = new Asked(request, method, refreshToken != null, clock.instant());
        return metrics.record(
                asked.withRefreshToken(),
                () -> client.post(request.endpoint(), headers, "application/x-www-form-urlencoded", form)
                        .fold(answer -> judge(asked, answer), failure -> Optional.of(judge(failure))));
    }

    /** What was asked for, how and when. */
    private record Asked(TokenRequest request, AuthMethod method, boolean withRefreshToken, Instant sent) {}

    private static Map<String, List<String>> parameters(
            TokenRequest request, AuthMethod method, @Nullable String refreshToken) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(
                refreshToken == null
                        ? new ClientCredentialsGrant().toParameters()
                        // Not through Nimbus' RefreshToken, which refuses one of spaces although RFC 6749 A.17 has it.
                        : Map.of("grant_type", List.of("refresh_token"), "refresh_token", List.of(refreshToken)));
        if (!request.scopes().isEmpty()) {
            parameters.put("scope", List.of(String.join(" ", request.scopes())));
        }
        parameters.putAll(method.parameters(request.clientId(), request.clientSecret()));
        return parameters;
    }

    private Optional<TokenAnswer> judge(Asked asked, Answer answer) {
        int status = answer.status();
        if (status / 100 == 2) {
            return Optional.of(judgeSuccess(asked, answer));
        }
        Optional<TokenError> error = TokenResponse.errorOf(answer.body()).flatMap(TokenError::of);
        boolean saysTransient =
                status / 100 == 4 && error.filter(TokenError::isTransient).isPresent();
        if (answer.mayPass() || saysTransient) {
            FieldMessage message = saysTransient ? error.get().message() : answered(status);
            // Of a failing server, or a gateway before it, nobody knows how far the request got.
            return Optional.of(new Unavailable(message, RetryAfter.of(answer, clock), status >= 500));
        }
        if (status / 100 == 3) {
            return Optional.of(refused("must be the final URL: it answered with a redirect, which is never followed"));
        }
        // Where the refresh token was refused, another way of authentication would only present it once more.
        boolean grantRefused = asked.withRefreshToken()
                && error.filter(TokenError.INVALID_GRANT::equals).isPresent();
        if (error.filter(TokenError.INVALID_CLIENT::equals).isPresent() || (status == UNAUTHORIZED && !grantRefused)) {
            return Optional.empty();
        }
        return Optional.of(
                error.map(TokenEndpoint::refused).orElseGet(() -> new Refused(answered(status), null, Loss.NONE)));
    }

    private static TokenAnswer judgeSuccess(Asked asked, Answer answer) {
        return TokenResponse.read(answer.body(), asked.withRefreshToken())
                .fold(
                        response -> granted(asked, response),
                        error -> Optional.ofNullable(error)
                                .flatMap(TokenError::of)
                                .map(TokenEndpoint::refused)
                                .orElseGet(() -> refused("answered with a token response that carries an error")),
                        unusable -> unusable(asked, answer, unusable));
    }

    private static TokenAnswer unusable(Asked asked, Answer answer, TokenResponse.Unusable unusable) {
        if (answer.endsWithConnection() && TokenResponse.isCutShort(answer.body())) {
            return new Unavailable(new FieldMessage(URL_FIELD, "answered with a body that was cut short"), null, true);
        }
        String message = "answered with a token response that " + unusable.problem();
        Loss loss = unusable.refreshToken() == null
                ? Loss.POSSIBLE
                : new Loss(true, new Successor(unusable.refreshToken(), asked.sent(), asked.method()));
        return new Refused(new FieldMessage(URL_FIELD, message), null, loss);
    }

    private static Granted granted(Asked asked, TokenResponse response) {
        TokenRequest request = asked.request();
        Duration lifetime = Optional.ofNullable(response.lifetime()).orElse(request.declaredLifetime());
        Duration sane =
                lifetime.compareTo(TokenResponse.LONGEST_LIFETIME) > 0 ? TokenResponse.LONGEST_LIFETIME : lifetime;
        String scope = response.scopeMissing() && !request.scopes().isEmpty()
                ? String.join(" ", request.scopes())
                : response.scope();
        Token token = new Token(
                response.accessToken(),
                asked.sent(),
                asked.sent().plus(sane),
                scope,
                asked.method(),
                response.refreshToken(),
                null);
        List<FieldMessage> warnings = response.typeAssumed()
                ? List.of(new FieldMessage(URL_FIELD, "answered without a token_type; Bearer was assumed"))
                : List.of();
        return new Granted(token, warnings);
    }

    private static TokenAnswer judge(Failure failure) {
        FieldMessage message = new FieldMessage(URL_FIELD, failure.message());
        return failure.kind().permanent()
                ? new Refused(message, null, failure.kind().maybeProcessed() ? Loss.POSSIBLE : Loss.NONE)
                : new Unavailable(message, failure.retryAfter(), failure.kind().maybeProcessed());
    }

    private static TokenAnswer refused(TokenError error) {
        return new Refused(error.message(), error, Loss.NONE);
    }

    private static TokenAnswer refused(String problem) {
        return new Refused(new FieldMessage(URL_FIELD, problem), null, Loss.NONE);
    }

    private static FieldMessage answered(int status) {
        return new FieldMessage(URL_FIELD, "answered with status " + status);
    }
}
