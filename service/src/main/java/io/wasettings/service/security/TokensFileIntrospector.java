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
     * Reads the file. An entry has scopes of partners or of operators and not of both: a partner's token would else
     * open everybody's commands where one file serves both ports.
     *
     * @throws MisconfigurationException saying in one line what is wrong with it
     */
    public static TokensFileIntrospector load(Path file) {
        AccessTokens tokens = MisconfigurationException.valid(() -> AccessTokens.load(file));
        tokens.grants().stream()
                .filter(grant -> Scopes.mixed(grant.scopes()))
                .findFirst()
                .ifPresent(grant -> refuse(file, grant));
        return new TokensFileIntrospector(tokens);
    }

    private static void refuse(Path file, AccessTokens.Grant grant) {
        throw new MisconfigurationException("The tokens file " + file + " gives one token of " + grant.partner()
                + " scopes of partners and of operators; make an operator's token of its own");
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
