package io.wasettings.ingest.security;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;

/**
 * What a JWT must say of itself beyond a valid signature and issuer: when it ends, that it is for us, and for access.
 */
final class AccessTokenClaims implements OAuth2TokenValidator<Jwt> {

    private final List<String> audiences;

    /** @param audiences those of this service; when there are none, a token may be for anybody */
    AccessTokenClaims(List<String> audiences) {
        this.audiences = audiences;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        if (token.getExpiresAt() == null) {
            return refused("The token has no exp");
        }
        if (!audiences.isEmpty() && Collections.disjoint(audiences, audiencesOf(token.getAudience()))) {
            return refused("The token is meant for others");
        }
        return TokenUse.isAccess(token.getClaims())
                ? OAuth2TokenValidatorResult.success()
                : refused("The token is no access token");
    }

    private static List<String> audiencesOf(@Nullable List<String> claim) {
        return claim == null ? List.of() : claim;
    }

    private static OAuth2TokenValidatorResult refused(String why) {
        OAuth2Error error = BearerTokenErrors.invalidToken(why);
        return OAuth2TokenValidatorResult.failure(error);
    }
}
