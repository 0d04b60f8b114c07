package io.wasettings.ingest.security;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;

/**
 * What an introspection answer (RFC 7662 section 2.2) says of a token: whom it lets in, or why it lets nobody in. A
 * token that the server calls active may still be meant for other services, or for another use.
 */
final class IntrospectedClaims {

    /** How far the authorization server's clock may be ahead, in seconds. */
    private static final double SKEW = 5;

    private final PartnerClaim partnerClaim;
    private final ScopeClaims scopes;
    private final TokenUse use;
    private final Clock clock;

    IntrospectedClaims(PartnerClaim partnerClaim, ScopeClaims scopes, TokenUse use, Clock clock) {
        this.partnerClaim = partnerClaim;
        this.scopes = scopes;
        this.use = use;
        this.clock = clock;
    }

    /**
     * The token's sender. Without the claim that names the partner the name is empty, which is no partner's.
     *
     * @throws BadOpaqueTokenException if the token is not valid
     * @throws OAuth2IntrospectionException if the answer is unusable
     */
    OAuth2AuthenticatedPrincipal principal(Map<String, Object> claims) {
        if (!(claims.get("active") instanceof Boolean active)) {
            throw unusable("active");
        }
        double now = clock.millis() / 1000.0;
        hold(active, "The token is not active");
        hold(time(claims, "exp").orElse(Double.POSITIVE_INFINITY) > now, "The token has expired");
        hold(time(claims, "nbf").orElse(0) <= now + SKEW, "The token is not valid yet");
        use.refusal(claims).ifPresent(why -> {
            throw new BadOpaqueTokenException(why);
        });
        return new DefaultOAuth2AuthenticatedPrincipal(
                partnerClaim.in(claims),
                // Only this claim: Spring Security would cast others to types that servers need not send.
                Map.of("active", true),
                List.<GrantedAuthority>copyOf(scopes.authorities(claims)));
    }

    private static OptionalDouble time(Map<String, Object> claims, String name) {
        Object value = claims.get(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (value instanceof Number seconds) {
            return OptionalDouble.of(seconds.doubleValue());
        }
        throw unusable(name);
    }

    private static void hold(boolean holds, String otherwise) {
        if (!holds) {
            throw new BadOpaqueTokenException(otherwise);
        }
    }

    private static OAuth2IntrospectionException unusable(String member) {
        return new OAuth2IntrospectionException("The introspection answer has an unusable " + member);
    }
}
