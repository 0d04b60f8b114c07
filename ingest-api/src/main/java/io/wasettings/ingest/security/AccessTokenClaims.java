package io.wasettings.ingest.security;

import java.util.Optional;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/**
 * What a JWT must state besides a valid signature and issuer: that it expires, that it is for this service, and for
 * access.
 */
final class AccessTokenClaims implements OAuth2TokenValidator<Jwt> {

    private final TokenUse use;

    AccessTokenClaims(TokenUse use) {
        this.use = use;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        return refusal(token)
                .map(why -> OAuth2TokenValidatorResult.failure(BearerTokenErrors.invalidToken(why)))
                .orElseGet(OAuth2TokenValidatorResult::success);
    }

    private Optional<String> refusal(Jwt token) {
        return token.getExpiresAt() == null ? Optional.of("The token has no exp") : use.refusal(token.getClaims());
    }
}
