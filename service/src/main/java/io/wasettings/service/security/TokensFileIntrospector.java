package io.wasettings.service.security;

import io.wasettings.service.file.FileVersion;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.startup.MisconfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
        FileVersion version = version(file);
        boolean settled = isSettled(version);
        this.content = new Content(read(file), version, settled);
    }

    /**
     * What the file held when it was last read.
     *
     * @param version read before the content; null if that cannot be told
     * @param settled whether any later change shows in the version
     */
    private record Content(AccessTokens tokens, @Nullable FileVersion version, boolean settled) {

        boolean isThatOf(@Nullable FileVersion now) {
            return settled && Objects.equals(version, now);
        }
    }

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

    private boolean isSettled(@Nullable FileVersion version) {
        return version == null || version.isSettledAt(clock.instant());
    }

    private static @Nullable FileVersion version(Path file) {
        try {
            return FileVersion.of(file);
        } catch (IOException e) {
            return null;
        }
    }

    private AccessTokens current() {
        Content known = content;
        return known.isThatOf(version(file)) ? known.tokens() : readAgain();
    }

    private synchronized AccessTokens readAgain() {
        FileVersion version = version(file);
        if (!content.isThatOf(version)) {
            boolean changed = !Objects.equals(version, content.version());
            boolean settled = isSettled(version);
            try {
                content = new Content(read(file), version, settled);
                if (changed) {
                    LogLine.info(LOG, "tokens_file_read_again")
                            .with("file", file)
                            .write();
                }
            } catch (MisconfigurationException e) {
                content = new Content(content.tokens(), version, settled);
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
