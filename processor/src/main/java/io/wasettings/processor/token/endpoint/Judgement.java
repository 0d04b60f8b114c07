package io.wasettings.processor.token.endpoint;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Pointers;
import io.wasettings.processor.http.Exchange.Answer;
import io.wasettings.processor.http.Exchange.Failure;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to one request means: by its status class first, and by the {@code error} code second. Where there
 * was none, how it failed.
 */
final class Judgement {

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    /** Not found, no such method, gone. */
    private static final Set<Integer> NO_ENDPOINT = Set.of(404, 405, 410);

    /**
     * What a Content-Encoding has among its codings then; others are sent by mistake, as the name of a character set.
     */
    private static final Pattern COMPRESSED =
            Pattern.compile("\\b(gzip|deflate|br|zstd|compress)\\b", Pattern.CASE_INSENSITIVE);

    private final TokenCall call;
    private final Instant sent;
    private final Clock clock;

    /** @param sent when the request was sent; a token's life begins no later */
    Judgement(TokenCall call, Instant sent, Clock clock) {
        this.call = call;
        this.sent = sent;
        this.clock = clock;
    }

    TokenAnswer of(Answer answer) {
        int status = answer.status();
        if (isCutShort(answer)) {
            return new NoTokenNow(
                    new FieldMessage(Pointers.TOKEN_URL, "answered with a body that was cut short"),
                    null,
                    ofPart(answer),
                    true);
        }
        if (status / 100 == 2) {
            return success(answer);
        }
        Optional<TokenError> error = new LooseBody(answer.body()).error();
        Optional<TokenError> transientError = error.filter(said -> status / 100 == 4 && said.isTransient());
        if (answer.mayPass() || transientError.isPresent()) {
            FieldMessage message = transientError.map(TokenError::message).orElseGet(() -> answered(status));
            // Of a failing server, or a gateway before it, nobody knows how far the request got.
            boolean hasFailed = status >= 500
                    || transientError.filter(TokenError.SERVER_ERROR::equals).isPresent();
            return new NoTokenNow(message, RetryAfter.of(answer, clock), hasFailed ? Loss.POSSIBLE : Loss.NONE, true);
        }
        return refusal(status, error);
    }

    TokenAnswer of(Failure failure) {
        FieldMessage message = new FieldMessage(Pointers.TOKEN_URL, failure.message());
        Loss unanswered = failure.kind().maybeProcessed() ? Loss.POSSIBLE : Loss.NONE;
        Loss loss = failure.received() == null ? unanswered : ofPart(failure.received());
        return failure.kind().permanent()
                ? new RequestRefused(message, null, loss)
                : new NoTokenNow(
                        message, failure.retryAfter(), loss, failure.kind().asked());
    }

    private RequestRefused refusal(int status, Optional<TokenError> error) {
        if (error.filter(TokenError.INVALID_CLIENT::equals).isPresent()) {
            return refused(TokenError.INVALID_CLIENT).butAnotherWayMayWork();
        }
        if (status / 100 == 3) {
            return refused("must be the final URL: it answered with a redirect, which is never followed");
        }
        if (status == UNAUTHORIZED
                && error.filter(TokenError.INVALID_GRANT::equals).isEmpty()) {
            return unauthorized(error).butAnotherWayMayWork();
        }
        RequestRefused refused = error.map(this::refused).orElseGet(() -> refused(unexplained(status)));
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

    private TokenAnswer success(Answer answer) {
        boolean expectsRefreshToken = call.presentsRefreshToken();
        ParsedBody body = answer.bodyTooLarge()
                ? new LooseBody(answer.body()).read(expectsRefreshToken, "is over the size limit")
                : TokenResponse.read(answer.body(), expectsRefreshToken);
        return body.fold(
                this::granted,
                contradiction -> contradicted(answer.status(), contradiction),
                unusable -> unusable(
                        isCompressed(answer) ? "is compressed, which was not asked for" : unusable.problem(),
                        unusable.refreshToken()));
    }

    private static boolean isCompressed(Answer answer) {
        String encoding = answer.header("Content-Encoding");
        return encoding != null && COMPRESSED.matcher(encoding).find();
    }

    private RequestRefused contradicted(int status, Contradiction contradiction) {
        RequestRefused refused = contradiction.error().map(this::refused).orElseGet(() -> refused(unexplained(status)));
        boolean isEcho = call.presents(contradiction.refreshToken());
        boolean isWrongClient = refused.error() == TokenError.INVALID_CLIENT;
        if ((contradiction.bringsAccessToken() && !isWrongClient)
                || (contradiction.bringsRefreshToken() && !isEcho)
                || refused.error() == TokenError.SERVER_ERROR) {
            // It acted, or may have, so no other way may present what that has spent.
            String successor = isEcho ? null : contradiction.refreshToken();
            return new RequestRefused(refused.message(), refused.error(), succeeded(successor));
        }
        return isWrongClient ? refused.butAnotherWayMayWork() : refused;
    }

    private RequestRefused unusable(String problem, @Nullable String refreshToken) {
        String message = "answered with a token response that " + problem;
        return new RequestRefused(new FieldMessage(Pointers.TOKEN_URL, message), null, succeeded(refreshToken));
    }

    /** @param refreshToken that the answer brought, or null if it brought none that is legible */
    private Loss succeeded(@Nullable String refreshToken) {
        return refreshToken == null
                ? Loss.POSSIBLE
                : new Loss(true, new Successor(refreshToken, new TokenFacts(sent, sent, null, call.method())));
    }

    private TokenGiven granted(TokenResponse response) {
        PartnerClient client = call.client();
        Duration lifetime = Optional.ofNullable(response.expiresIn().lifetime())
                .orElseGet(() -> ExpiresIn.bounded(client.declaredLifetime()));
        // What else an answer names as scope is its server's word, and might even be a secret.
        String scope = client.scopes().stream().filter(response::grants).collect(Collectors.joining(" "));
        TokenFacts facts = new TokenFacts(sent, sent.plus(lifetime), scope.isEmpty() ? null : scope, call.method());
        return new TokenGiven(
                new Token(response.accessToken(), response.refreshToken(), facts, null), warnings(response));
    }

    private List<FieldMessage> warnings(TokenResponse response) {
        List<FieldMessage> warnings = new ArrayList<>();
        response.warnings().forEach(warning -> warnings.add(new FieldMessage(Pointers.TOKEN_URL, warning)));
        if (call.client().declaredLifetime().compareTo(ExpiresIn.LONGEST) > 0) {
            warnings.add(new FieldMessage(Pointers.EXPIRES_IN, "is more than a year; a year is the most that counts"));
        }
        return List.copyOf(warnings);
    }

    /** @param part of an answer whose status says what became of the request, though its body is not all there */
    private Loss ofPart(Answer part) {
        return part.status() / 100 == 2 ? succeeded(new LooseBody(part.body()).successor()) : Loss.NONE;
    }

    private RequestRefused refused(TokenError error) {
        return new RequestRefused(message(error), error, Loss.NONE);
    }

    private FieldMessage message(TokenError error) {
        boolean asksForScopes = !call.client().scopes().isEmpty();
        if (error == TokenError.INVALID_REQUEST) {
            // Some say so to wrong credentials, or where scopes are missing.
            String check = Advice.whatToCheck(call.presentsRefreshToken());
            return error.advising(asksForScopes ? check : check + "; or name the scopes if it needs some");
        }
        return error == TokenError.INVALID_SCOPE && !asksForScopes ? TokenError.scopesNeeded() : error.message();
    }

    private static RequestRefused refused(String problem) {
        return new RequestRefused(new FieldMessage(Pointers.TOKEN_URL, problem), null, Loss.NONE);
    }

    private String unexplained(int status) {
        return NO_ENDPOINT.contains(status)
                ? "must be the token endpoint: it answered a POST with status " + status
                : "refused the request with status " + status + " and no error of RFC 6749; "
                        + Advice.whatToCheck(call.presentsRefreshToken());
    }

    private static FieldMessage answered(int status) {
        return new FieldMessage(Pointers.TOKEN_URL, "answered with status " + status);
    }
}
