package io.wasettings.ingest.security;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
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
 * @param timeout the longest that the authorization server may take to connect, and then to answer
 */
@Validated
@ConfigurationProperties("wa.settings.ingest.auth")
record AuthProperties(
        @DefaultValue("jwt") Mode mode,
        @Nullable Path tokensFile,
        @NotBlank @DefaultValue("sub") String partnerClaim,
        @DurationMin(millis = 100) @DefaultValue("3s") Duration timeout) {

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
