package io.wasettings.processor.token.endpoint;

import io.wasettings.processor.token.endpoint.TokenAnswer.Loss;
import io.wasettings.processor.token.endpoint.TokenAnswer.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the ways of client authentication: what worked before first, then in their order, moving on only after
 * {@code invalid_client} or 401. A way that was refused before is not tried again, so that neither retries nor replays
 * multiply failed log-ins.
 */
final class TokenClient {

    private final TokenEndpoint endpoint;

    TokenClient(TokenEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** @param refreshToken what to present, or null for the {@code client_credentials} grant */
    TokenAnswer request(TokenRequest request, @Nullable String refreshToken, Consumer<AuthMethod> onAuthMethodRefused) {
        for (AuthMethod method : untried(request)) {
            Optional<TokenAnswer> answer = endpoint.request(request, method, refreshToken);
            if (answer.isPresent()) {
                return answer.get();
            }
            onAuthMethodRefused.accept(method);
        }
        return new Refused(TokenError.INVALID_CLIENT.message(), TokenError.INVALID_CLIENT, Loss.NONE);
    }

    private static List<AuthMethod> untried(TokenRequest request) {
        return Stream.concat(Stream.ofNullable(request.preferred()), Arrays.stream(AuthMethod.values()))
                .distinct()
                .filter(method -> !request.refused().contains(method))
                .filter(method -> method.applies(request.clientId(), request.clientSecret()))
                .toList();
    }
}
