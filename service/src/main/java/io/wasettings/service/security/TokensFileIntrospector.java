package io.wasettings.service.security;

import io.wasettings.common.AccessTokens;
import io.wasettings.service.startup.MisconfigurationException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** Looks tokens up in the local file of token hashes. */
public final class TokensFileIntrospector implements OpaqueTokenIntrospector {

    private final AccessTokens tokens;

    private TokensFileIntrospector(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads the file.
     *
     * @throws MisconfigurationException saying in one line what is wrong with it
     */
    public static TokensFileIntrospector load(Path file) {
        return MisconfigurationException.valid(() -> new TokensFileIntrospector(AccessTokens.load(file)));
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        return tokens.grantOf(token)
                .map(TokensFileIntrospector::principal)
                .orElseThrow(() -> new BadOpaqueTokenException("Unknown token"));
    }

    private static OAuth2AuthenticatedPrincipal principal(AccessTokens.Grant grant) {
        Collection<GrantedAuthority> authorities = AuthorityUtils.createAuthorityList(
                grant.scopes().stream().map(Scopes::authority).toList());
        return new DefaultOAuth2AuthenticatedPrincipal(grant.partner(), Map.of("scope", grant.scopes()), authorities);
    }
}
