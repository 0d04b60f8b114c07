package io.wasettings.processor.token;

import io.wasettings.processor.validation.url.Target;
import java.time.Duration;
import java.util.List;

/**
 * A partner's client of a token endpoint: all that a token depends on but the grant.
 *
 * @param partner whose credentials these are
 * @param endpoint the judged token endpoint
 * @param id client identifier
 * @param secret client secret
 * @param scopes scope-tokens to ask for
 * @param declaredLifetime the lifetime where the token endpoint states none
 */
public record PartnerClient(
        String partner, Target endpoint, String id, String secret, List<String> scopes, Duration declaredLifetime) {

    @Override
    public String toString() {
        return "PartnerClient[partner=" + partner + ", secrets redacted]";
    }
}
