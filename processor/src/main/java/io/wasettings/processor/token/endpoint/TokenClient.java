package io.wasettings.processor.token.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Pointers;
import io.wasettings.processor.http.GuardedHttpClient;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.KnownAuthMethods;
import io.wasettings.processor.token.PartnerClient;
import io.wasettings.processor.token.endpoint.TokenAnswer.Loss;
import io.wasettings.processor.token.endpoint.TokenAnswer.NoTokenNow;
import io.wasettings.processor.token.endpoint.TokenAnswer.RequestRefused;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the ways of client authentication that are left to try, moving on for as long as the answer is one that
 * another way may change.
 */
public final class TokenClient {

    private static final TokenAnswer OVERTAKEN = new NoTokenNow(
            new FieldMessage(Pointers.REFRESH_TOKEN, "could not be presented in the time that it was set aside for"),
            null,
            Loss.NONE,
            false);

    private final TokenEndpoint endpoint;

    public TokenClient(GuardedHttpClient client, MeterRegistry meters, Clock clock) {
        this.endpoint = new TokenEndpoint(client, new TokenMetrics(meters), clock);
    }

    /**
     * Asks for a token.
     *
     * @param lent the refresh token to present, or null for the {@code client_credentials} grant
     * @param onRefused told each way of client authentication that is refused, before another one is tried
     */
    public TokenAnswer request(
            PartnerClient client, @Nullable LentToken lent, KnownAuthMethods known, Consumer<AuthMethod> onRefused) {
        RequestRefused told = nothingLeft(lent != null);
        boolean clientRefused = false;
        for (AuthMethod method : known.untried(client)) {
            if (lent != null && !lent.stillOurs().getAsBoolean()) {
                return OVERTAKEN;
            }
            TokenAnswer answer =
                    endpoint.request(new TokenCall(client, method, lent == null ? null : lent.refreshToken()));
            Optional<RequestRefused> refusal = answer.refusalOfAuthMethod();
            if (refusal.isEmpty()) {
                return answer;
            }
            onRefused.accept(method);
            // Where one way gets as far as "wrong client", that says more than what others are told.
            told = clientRefused ? told : refusal.get();
            clientRefused = told.error() == TokenError.INVALID_CLIENT;
        }
        return told;
    }

    /** Why each was refused is not remembered: it need not have been the client. */
    private static RequestRefused nothingLeft(boolean presentsRefreshToken) {
        String message =
                "was refused before in every way of client authentication; " + Advice.whatToCheck(presentsRefreshToken);
        return new RequestRefused(new FieldMessage(Pointers.OAUTH2, message), null, Loss.NONE);
    }
}
