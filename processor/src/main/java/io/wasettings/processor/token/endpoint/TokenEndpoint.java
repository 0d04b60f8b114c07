package io.wasettings.processor.token.endpoint;

import io.wasettings.common.Pointers;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
import io.wasettings.processor.http.GuardedHttpClient;
import io.wasettings.processor.http.RetryAfter;
import io.wasettings.processor.token.PartnerClient;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.processor.token.endpoint.ParsedBody.Contradiction;
import io.wasettings.processor.token.endpoint.TokenAnswer.Loss;
import io.wasettings.processor.token.endpoint.TokenAnswer.NoTokenNow;
import io.wasettings.processor.token.endpoint.TokenAnswer.RequestRefused;
import io.wasettings.processor.token.endpoint.TokenAnswer.Successor;
import io.wasettings.processor.token.endpoint.TokenAnswer.TokenGiven;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with a token endpoint: sends a request and judges the answer, by status class first and by the
 * {@code error} code second. Keeps nothing and retries nothing.
 */
final class TokenEndpoint {

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    /** Not found, no such method, gone. */
    private static final Set<Integer> NO_ENDPOINT = Set.of(404, 405, 410);

    private final GuardedHttpClient client;
    private final TokenMetrics metrics;
    private final Clock clock;

    TokenEndpoint(GuardedHttpClient client, TokenMetrics metrics, Clock clock) {
        this.client = client;
        this.metrics = metrics;
        this.clock = clock;
    }

    TokenAnswer request(TokenCall call) {
        Instant sent = clock.instant();
        return metrics.record(
                call.presentsRefreshToken(),
                () -> client.post(
                                call.client().partner(),
                                call.client().endpoint(),
                                call.headers(),
                                "application/x-www-form-urlencoded",
                                call.form())
                        .fold(answer -> judge(call, sent, answer), failure -> judge(call, sent, failure)));
    }

    private TokenAnswer judge(TokenCall call, Instant sent, Answer answer) {
        int status = answer.status();
        if (isCutShort(answer)) {
            return new NoTokenNow(
                    new FieldMessage(Pointers.TOKEN_URL, "answered with a body that was cut short"),
                    null,
                    ofPart(call, sent, answer),
                    true);
        }
        if (status / 100 == 2) {
            return judgeSuccess(call, sent, answer);
        }
        Optional<TokenError> error = new LooseBody(answer.body()).error();
        Optional<TokenError> transientError = error.filter(said -> status / 100 == 4 && said.isTransient());
        if (answer.mayPass() || transientError.isPresent()) {
            FieldMessage message = transientError.map(TokenError::message).orElseGet(() -> answered(status));
            // Of a failing server, or a gateway before it, nobody knows how far the request got.
            return new NoTokenNow(
                    message, RetryAfter.of(answer, clock), status >= 500 ? Loss.POSSIBLE : Loss.NONE, true);
        }
        return judgeRefusal(call.client(), status, error);
    }

    private static RequestRefused judgeRefusal(PartnerClient client, int status, Optional<TokenError> error) {
        if (error.filter(TokenError.INVALID_CLIENT::equals).isPresent()) {
            return refused(client, TokenError.INVALID_CLIENT).butAnotherWayMayWork();
        }
        if (status / 100 == 3) {
            return refused("must be the final URL: it answered with a redirect, which is never followed");
        }
        if (status == UNAUTHORIZED
                && error.filter(TokenError.INVALID_GRANT::equals).isEmpty()) {
            return unauthorized(error).butAnotherWayMayWork();
        }
        RequestRefused refused = error.map(said -> refused(client, said)).orElseGet(() -> refused(unexplained(status)));
        return mayMeanTheClient(status, error) ? refused.butAnotherWayMayWork() : refused;
    }

    /**
     * The status means that the client authentication failed (RFC 6749 section 5.2, RFC 9110 section 15.5.2), in
     * whatever words: Keycloak says {@code unauthorized_client} and Auth0 {@code access_denied}.
     */
    private static RequestRefused unauthorized(Optional<TokenError> error) {
        String code = error.map(said -> " " + said.code()).orElse("");
        String orElse = error.filter(TokenError.UNAUTHORIZED_CLIENT::equals).isPresent()
                ? "; or the client may not use this grant_type"
                : "";
        FieldMessage message = TokenError.INVALID_CLIENT.message("401" + code + orElse);
        return new RequestRefused(message, TokenError.INVALID_CLIENT, Loss.NONE);
    }

    /**
     * Whether the end of the connection, which alone told the end of the body, came within its object, or in a success
     * before it. Of other answers the status says enough.
     */
    private static boolean isCutShort(Answer answer) {
        if (!answer.endsWithConnection() || answer.bodyTooLarge() || answer.mayPass()) {
            return false;
        }
        LooseBody body = new LooseBody(answer.body());
        return switch (answer.status() / 100) {
            case 2 -> body.isBlank() || body.isCutShort();
            case 4 -> body.isCutShort();
            default -> false;
        };
    }

    /**
     * Whether a server may say by this that it does not take the client authentication. Never after
     * {@code invalid_grant}: another way would only present a refused refresh token once more.
     */
    private static boolean mayMeanTheClient(int status, Optional<TokenError> error) {
        return (status == BAD_REQUEST || status == FORBIDDEN)
                && error.map(TokenError::isAboutTheRequest).orElse(true);
    }

    private static TokenAnswer judgeSuccess(TokenCall call, Instant sent, Answer answer) {
        boolean expectsRefreshToken = call.presentsRefreshToken();
        ParsedBody body = answer.bodyTooLarge()
                ? new LooseBody(answer.body()).read(expectsRefreshToken, "is over the size limit")
                : TokenResponse.read(answer.body(), expectsRefreshToken);
        return body.fold(
                response -> granted(call, sent, response),
                contradiction -> contradicted(call, sent, contradiction),
                unusable -> unusable(call, sent, unusable));
    }

    private static RequestRefused contradicted(TokenCall call, Instant sent, Contradiction contradiction) {
        RequestRefused refused = contradiction
                .error()
                .map(said -> refused(call.client(), said))
                .orElseGet(() -> refused("answered with a token response that carries an error"));
        if (contradiction.bringsRefreshToken() && !call.presents(contradiction.refreshToken())) {
            // It acted, so no other way may present what that has spent.
            return new RequestRefused(
                    refused.message(), refused.error(), succeeded(call, sent, contradiction.refreshToken()));
        }
        return refused.error() == TokenError.INVALID_CLIENT ? refused.butAnotherWayMayWork() : refused;
    }

    private static RequestRefused unusable(TokenCall call, Instant sent, ParsedBody.Unusable unusable) {
        String message = "answered with a token response that " + unusable.problem();
        return new RequestRefused(
                new FieldMessage(Pointers.TOKEN_URL, message), null, succeeded(call, sent, unusable.refreshToken()));
    }

    /** @param refreshToken that the answer brought, or null if it brought none that is legible */
    private static Loss succeeded(TokenCall call, Instant sent, @Nullable String refreshToken) {
        return refreshToken == null
                ? Loss.POSSIBLE
                : new Loss(true, new Successor(refreshToken, new TokenFacts(sent, sent, null, call.method())));
    }

    private static TokenGiven granted(TokenCall call, Instant sent, TokenResponse response) {
        PartnerClient client = call.client();
        Duration lifetime = Optional.ofNullable(response.expiresIn().lifetime())
                .orElseGet(() -> ExpiresIn.bounded(client.declaredLifetime()));
        String scope = response.scopeMissing() && !client.scopes().isEmpty()
                ? String.join(" ", client.scopes())
                : response.scope();
        TokenFacts facts = new TokenFacts(sent, sent.plus(lifetime), scope, call.method());
        return new TokenGiven(
                new Token(response.accessToken(), response.refreshToken(), facts, null), warnings(client, response));
    }

    private static List<FieldMessage> warnings(PartnerClient client, TokenResponse response) {
        List<FieldMessage> warnings = new ArrayList<>();
        response.warnings().forEach(warning -> warnings.add(new FieldMessage(Pointers.TOKEN_URL, warning)));
        if (client.declaredLifetime().compareTo(ExpiresIn.LONGEST) > 0) {
            warnings.add(new FieldMessage(Pointers.EXPIRES_IN, "is more than a year; a year is the most that counts"));
        }
        return List.copyOf(warnings);
    }

    /** @param part of an answer whose status says what became of the request, though its body is not all there */
    private static Loss ofPart(TokenCall call, Instant sent, Answer part) {
        return part.status() / 100 == 2 ? succeeded(call, sent, new LooseBody(part.body()).successor()) : Loss.NONE;
    }

    private static TokenAnswer judge(TokenCall call, Instant sent, Failure failure) {
        FieldMessage message = new FieldMessage(Pointers.TOKEN_URL, failure.message());
        Loss unanswered = failure.kind().maybeProcessed() ? Loss.POSSIBLE : Loss.NONE;
        Loss loss = failure.received() == null ? unanswered : ofPart(call, sent, failure.received());
        return failure.kind().permanent()
                ? new RequestRefused(message, null, loss)
                : new NoTokenNow(
                        message, failure.retryAfter(), loss, failure.kind().asked());
    }

    private static RequestRefused refused(PartnerClient client, TokenError error) {
        FieldMessage message =
                error == TokenError.INVALID_SCOPE && client.scopes().isEmpty()
                        ? TokenError.scopesNeeded()
                        : error.message();
        return new RequestRefused(message, error, Loss.NONE);
    }

    private static RequestRefused refused(String problem) {
        return new RequestRefused(new FieldMessage(Pointers.TOKEN_URL, problem), null, Loss.NONE);
    }

    private static String unexplained(int status) {
        return NO_ENDPOINT.contains(status)
                ? "must be the token endpoint: it answered a POST with status " + status
                : "refused the request with status " + status
                        + " and no error of RFC 6749; check token_url, client_id and client_secret";
    }

    private static FieldMessage answered(int status) {
        return new FieldMessage(Pointers.TOKEN_URL, "answered with status " + status);
    }
}
