package io.wasettings.processor.token;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.GuardedHttpClient;
import io.wasettings.processor.http.RetryAfter;
import io.wasettings.processor.token.TokenAnswer.Granted;
import io.wasettings.processor.token.TokenAnswer.Refused;
import io.wasettings.processor.token.TokenAnswer.Unavailable;
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
    private final Clock clock;

    TokenEndpoint(GuardedHttpClient client, Clock clock) {
        this.client = client;
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
        Instant sent = clock.instant();
        return client.post(request.endpoint(), headers, "application/x-www-form-urlencoded", form)
                .fold(answer -> judge(request, method, sent, answer), failure -> Optional.of(judge(failure)));
    }

    private static Map<String, List<String>> parameters(
            TokenRequest request, AuthMethod method, @Nullable String refreshToken) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(
                refreshToken == null
                        ? new ClientCredentialsGrant().toParameters()
                        : new RefreshTokenGrant(new RefreshToken(refreshToken)).toParameters());
        if (!request.scopes().isEmpty()) {
            parameters.put("scope", List.of(String.join(" ", request.scopes())));
        }
        parameters.putAll(method.parameters(request.clientId(), request.clientSecret()));
        return parameters;
    }

    private Optional<TokenAnswer> judge(TokenRequest request, AuthMethod method, Instant sent, Answer answer) {
        int status = answer.status();
        if (status / 100 == 2) {
            return Optional.of(judgeSuccess(request, method, sent, answer.body()));
        }
        Optional<TokenError> error = TokenResponse.errorOf(answer.body()).flatMap(TokenError::of);
        boolean saysTransient =
                status / 100 == 4 && error.filter(TokenError::isTransient).isPresent();
        if (answer.mayPass() || saysTransient) {
            FieldMessage message = saysTransient ? error.get().message() : answered(status);
            return Optional.of(new Unavailable(message, RetryAfter.of(answer, clock), false));
        }
        if (status / 100 == 3) {
            return Optional.of(refused("must be the final URL: it answered with a redirect, which is never followed"));
        }
        // Where the refresh token was refused, another way of authentication would only present it once more.
        boolean grantRefused = error.filter(TokenError.INVALID_GRANT::equals).isPresent();
        if (error.filter(TokenError.INVALID_CLIENT::equals).isPresent() || (status == UNAUTHORIZED && !grantRefused)) {
            return Optional.empty();
        }
        return Optional.of(error.map(TokenEndpoint::refused).orElseGet(() -> new Refused(answered(status), null)));
    }

    private static TokenAnswer judgeSuccess(TokenRequest request, AuthMethod method, Instant sent, byte[] body) {
        TokenResponse.Reading reading = TokenResponse.read(body);
        if (reading instanceof TokenResponse.Usable usable) {
            return granted(request, method, sent, usable.response());
        }
        TokenResponse.Unusable unusable = (TokenResponse.Unusable) reading;
        return Optional.ofNullable(unusable.error())
                .flatMap(TokenError::of)
                .map(TokenEndpoint::refused)
                .orElseGet(() -> refused("answered with a token response that " + unusable.problem()));
    }

    private static Granted granted(TokenRequest request, AuthMethod method, Instant sent, TokenResponse response) {
        Duration lifetime = Optional.ofNullable(response.lifetime()).orElse(request.declaredLifetime());
        Duration sane =
                lifetime.compareTo(TokenResponse.LONGEST_LIFETIME) > 0 ? TokenResponse.LONGEST_LIFETIME : lifetime;
        String scope = response.scope() == null && !request.scopes().isEmpty()
                ? String.join(" ", request.scopes())
                : response.scope();
        Token token =
                new Token(response.accessToken(), sent, sent.plus(sane), scope, method, response.refreshToken(), null);
        List<FieldMessage> warnings = response.typeAssumed()
                ? List.of(new FieldMessage(URL_FIELD, "answered without a token_type; Bearer was assumed"))
                : List.of();
        return new Granted(token, warnings);
    }

    private static TokenAnswer judge(Failure failure) {
        FieldMessage message = new FieldMessage(URL_FIELD, failure.message());
        return failure.kind().permanent()
                ? new Refused(message, null)
                : new Unavailable(message, failure.retryAfter(), failure.kind().maybeProcessed());
    }

    private static TokenAnswer refused(TokenError error) {
        return new Refused(error.message(), error);
    }

    private static TokenAnswer refused(String problem) {
        return new Refused(new FieldMessage(URL_FIELD, problem), null);
    }

    private static FieldMessage answered(int status) {
        return new FieldMessage(URL_FIELD, "answered with status " + status);
    }
}
