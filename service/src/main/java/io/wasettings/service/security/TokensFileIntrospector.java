package io.wasettings.service.security;

import io.wasettings.common.AccessTokens;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.startup.MisconfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
 * Looks tokens up in the local file of token hashes, which is read again when it has changed: a token that is taken out
 * is of no use from the next request on. A changed file that cannot be used changes nothing, and is told in the log.
 */
public final class TokensFileIntrospector implements OpaqueTokenIntrospector {

    private static final Logger LOG = LoggerFactory.getLogger(TokensFileIntrospector.class);

    private final Path file;
    private volatile Content content;

    private TokensFileIntrospector(Path file, Content content) {
        this.file = file;
        this.content = content;
    }

    /** What the file held when it was last looked at, and when it had been written; null where that cannot be told. */
    private record Content(AccessTokens tokens, @Nullable FileTime writtenAt) {

        Content asOf(@Nullable FileTime time) {
            return new Content(tokens, time);
        }
    }

    /**
     * Reads the file. An entry has scopes of partners or of operators and not of both: a partner's token would
     * otherwise open everybody's commands where one file serves both ports.
     *
     * @throws MisconfigurationException saying in one line what is wrong with it
     */
    public static TokensFileIntrospector load(Path file) {
        FileTime writtenAt = writtenAt(file);
        return new TokensFileIntrospector(file, new Content(read(file), writtenAt));
    }

    private static AccessTokens read(Path file) {
        AccessTokens tokens = MisconfigurationException.valid(() -> AccessTokens.load(file));
        tokens.grants().stream()
                .filter(grant -> Scopes.mixed(grant.scopes()))
                .findFirst()
                .ifPresent(grant -> refuse(file, grant));
        return tokens;
    }

    private static @Nullable FileTime writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return null;
        }
    }

    private AccessTokens current() {
        FileTime writtenAt = writtenAt(file);
        return Objects.equals(writtenAt, content.writtenAt()) ? content.tokens() : readAgain();
    }

    private synchronized AccessTokens readAgain() {
        FileTime writtenAt = writtenAt(file);
        if (!Objects.equals(writtenAt, content.writtenAt())) {
            try {
                content = new Content(read(file), writtenAt);
                LogLine.info(LOG, "tokens_file_read_again").with("file", file).write();
            } catch (MisconfigurationException e) {
                content = content.asOf(writtenAt);
                LogLine.warn(LOG, "tokens_file_unusable")
                        .with("cause", e.getMessage())
                        .write();
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
