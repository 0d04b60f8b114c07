package io.wasettings.ingest.security;

import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * Names the principal by the claim that holds the partner; without that claim the name is empty, which is no partner's.
 */
final class PartnerIntrospector implements OpaqueTokenIntrospector {

    private final OpaqueTokenIntrospector introspector;
    private final String partnerClaim;

    PartnerIntrospector(OpaqueTokenIntrospector introspector, String partnerClaim) {
        this.introspector = introspector;
        this.partnerClaim = partnerClaim;
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        OAuth2AuthenticatedPrincipal principal = introspector.introspect(token);
        return new DefaultOAuth2AuthenticatedPrincipal(
                principal.getAttributes().get(partnerClaim) instanceof String partner ? partner : "",
                principal.getAttributes(),
                List.<GrantedAuthority>copyOf(principal.getAuthorities()));
    }
}
