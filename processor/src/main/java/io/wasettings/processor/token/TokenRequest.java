package io.wasettings.processor.token;

import io.wasettings.processor.validation.url.Target;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to get a token.
 *
 * @param requester which command or renewal asks; the same one, asking again, gets what it was granted before
 * @param partner whose credentials these are
 * @param endpoint the judged token endpoint
 * @param clientId client identifier
 * @param clientSecret client secret
 * @param refreshToken the refresh token that the partner gave, or null for the {@code client_credentials} grant
 * @param lineage the chain that the refresh token belongs to, if that is known, or null
 * @param scopes scope-tokens to ask for
 * @param declaredLifetime the lifetime where the token endpoint states none
 * @param preferred the client authentication that worked before, or null
 * @param refused the ways of client authentication that were refused to this requester before
 */
public record TokenRequest(
        String requester,
        String partner,
        Target endpoint,
        String clientId,
        String clientSecret,
        @Nullable String refreshToken,
        @Nullable String lineage,
        List<String> scopes,
        Duration declaredLifetime,
        @Nullable AuthMethod preferred,
        Set<AuthMethod> refused) {

    @Override
    public String toString() {
        return "TokenRequest[requester=" + requester + ", partner=" + partner + ", secrets redacted]";
    }
}
