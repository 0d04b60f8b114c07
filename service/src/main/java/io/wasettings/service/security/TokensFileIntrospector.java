package io.wasettings.service.security;

import io.wasettings.service.file.FileVersion;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.startup.MisconfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * Looks tokens up in the local file of token hashes, which is read again when it has changed: a removed token is
 * refused from the next request on. A changed file that cannot be used changes nothing, and is logged.
 */
public final class TokensFileIntrospector implements OpaqueTokenIntrospector {

    private static final Logger LOG = LoggerFactory.getLogger(TokensFileIntrospector.class);

    private final Path file;
    private final Clock clock;
    private volatile Content content;

    private TokensFileIntrospector(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        FileVersion version = version();
        this.content = new Content(read(file), version);
    }

    /**
     * What the file held when it was last read.
     *
     * @param version taken before it was read
     */
    private record Content(AccessTokens tokens, FileVersion version) {}

    /**
     * Reads the file. An entry has scopes of partners or of operators and not of both: a partner's token would
     * otherwise open everybody's commands if one file serves both ports.
     *
     * @throws MisconfigurationException saying in one line what is wrong with it
     */
    public static TokensFileIntrospector load(Path file) {
        return load(file, Clock.systemUTC());
    }

    static TokensFileIntrospector load(Path file, Clock clock) {
        return new TokensFileIntrospector(file, clock);
    }

    private static AccessTokens read(Path file) {
        AccessTokens tokens = MisconfigurationException.valid(() -> AccessTokens.load(file));
        tokens.grants().stream()
                .filter(grant -> Scopes.mixed(grant.scopes()))
                .findFirst()
                .ifPresent(grant -> refuse(file, grant));
        return tokens;
    }

    private FileVersion version() {
        try {
            return FileVersion.of(file, clock);
        } catch (IOException e) {
            return FileVersion.NONE;
        }
    }

    private AccessTokens current() {
        Content known = content;
        return known.version().isStill(version()) ? known.tokens() : readAgain();
    }

    private synchronized AccessTokens readAgain() {
        FileVersion version = version();
        FileVersion before = content.version();
        if (!before.isStill(version)) {
            boolean changed = !before.isSameAs(version);
            try {
                content = new Content(read(file), version);
                if (changed) {
                    LogLine.info(LOG, "tokens_file_read_again")
                            .with("file", file)
                            .write();
                }
            } catch (MisconfigurationException e) {
                content = new Content(content.tokens(), version);
                if (changed) {
                    LogLine.warn(LOG, "tokens_file_unusable")
                            .with("cause", e.getMessage())
                            .write();
                }
            }
        }
        return content.tokens();
    }

    private static void refuse(Path file, AccessTokens.Grant grant) {
        throw new MisconfigurationException("The tokens file " + file + " gives one token of " + grant.partner()
                + " scopes of partners and of operators; make an operator's token of its own");
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        return current()
                .grantOf(token)
                .map(TokensFileIntrospector::principal)
                .orElseThrow(() -> new BadOpaqueTokenException("Unknown token"));
    }

    private static OAuth2AuthenticatedPrincipal principal(AccessTokens.Grant grant) {
        Collection<GrantedAuthority> authorities = AuthorityUtils.createAuthorityList(
                grant.scopes().stream().map(Scopes::authority).toList());
        return new DefaultOAuth2AuthenticatedPrincipal(grant.partner(), Map.of("scope", grant.scopes()), authorities);
    }
}
