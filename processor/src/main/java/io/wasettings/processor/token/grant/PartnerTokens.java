package io.wasettings.processor.token.grant;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Pointers;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.KnownAuthMethods;
import io.wasettings.processor.token.PartnerClient;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.processor.token.TokenResult.Refused;
import io.wasettings.processor.token.Tokens;
import io.wasettings.processor.token.chain.RefreshTokenExchange;
import io.wasettings.processor.token.endpoint.TokenAnswer.NoTokenNow;
import io.wasettings.processor.token.endpoint.TokenClient;
import io.wasettings.processor.token.endpoint.TokenError;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tokens by either grant. Of requests with the same credentials and the same ways to try, at the same time, one reaches
 * the token endpoint; changed credentials never get what the old ones were granted.
 */
public final class PartnerTokens implements Tokens {

    private final TokenClient client;
    private final RefreshTokenExchange refreshTokens;
    private final SingleFlight<Flight, TokenResult> inFlight = new SingleFlight<>();

    public PartnerTokens(TokenClient client, RefreshTokenExchange refreshTokens) {
        this.client = client;
        this.refreshTokens = refreshTokens;
    }

    /**
     * What makes two requests the same one.
     *
     * @param credentials all that the token depends on, a secret among it; not which addresses were found
     * @param authMethods who has fewer ways to try may be refused where another one is not
     */
    private record Flight(List<Object> credentials, KnownAuthMethods authMethods) {

        static Flight of(TokenRequest request) {
            PartnerClient client = request.client();
            return new Flight(
                    List.of(
                            client.partner(),
                            client.endpoint().url(),
                            client.id(),
                            client.secret(),
                            client.scopes(),
                            client.declaredLifetime()),
                    request.authMethods());
        }

        @Override
        public String toString() {
            return "Flight[secrets redacted]";
        }
    }

    @Override
    public TokenResult fetch(TokenRequest request, Consumer<AuthMethod> onAuthMethodRefused) {
        return request.grant()
                .fold(
                        () -> inFlight.call(Flight.of(request), () -> clientCredentials(request, onAuthMethodRefused)),
                        refreshToken -> refreshTokens.fetch(request, refreshToken, onAuthMethodRefused));
    }

    private TokenResult clientCredentials(TokenRequest request, Consumer<AuthMethod> onAuthMethodRefused) {
        return client.request(request.client(), null, request.authMethods(), onAuthMethodRefused)
                .fold(
                        // A refresh token that comes along is not asked for and not kept (RFC 6749 section 4.4.3).
                        granted -> new Granted(granted.token().alone(), granted.warnings()),
                        refused -> new Refused(
                                refused.error() == TokenError.INVALID_GRANT
                                        ? new FieldMessage(Pointers.CLIENT_ID, "was refused (invalid_grant)")
                                        : refused.message()),
                        NoTokenNow::result);
    }
}
