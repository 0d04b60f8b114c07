package io.wasettings.ingest.security;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How access tokens are checked.
 *
 * @param mode who vouches for a token
 * @param tokensFile with {@link Mode#TOKENS}: the file of token hashes
 * @param partnerClaim the claim that names the partner
 * @param audiences this service's names: a token must be meant for one of them; if there are none, it may be for
 *     anybody
 * @param authoritiesClaimName the claim that carries the scopes, in place of {@code scope} and {@code scp}
 */
@Validated
@ConfigurationProperties("wa.settings.ingest.auth")
record AuthProperties(
        @DefaultValue("jwt") Mode mode,
        @Nullable Path tokensFile,
        @NotBlank @DefaultValue("sub") String partnerClaim,
        @DefaultValue List<String> audiences,
        @Nullable String authoritiesClaimName) {

    AuthProperties {
        audiences = List.copyOf(audiences);
    }

    /** Who vouches for a token. */
    enum Mode {
        /** The signature of an authorization server (RFC 7519). */
        JWT,
        /** The authorization server itself, asked each time (RFC 7662). */
        INTROSPECTION,
        /** A local file of token hashes. */
        TOKENS
    }
}
