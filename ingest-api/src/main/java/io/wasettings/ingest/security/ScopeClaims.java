package io.wasettings.ingest.security;

import io.wasettings.service.security.Scopes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Where a token carries its scopes: in {@code scope} (RFC 8693 section 4.2) and {@code scp}, or else in the one claim
 * that is configured. Either is a text with spaces between the scopes, or a list of them; anything else grants nothing.
 */
final class ScopeClaims {

    private final List<String> names;

    /** @param name the claim to read instead of the usual ones, or null */
    ScopeClaims(@Nullable String name) {
        this.names = name == null ? List.of("scope", "scp") : List.of(name);
    }

    /** What these claims grant: never operators' scopes to a partner's token. */
    Collection<GrantedAuthority> authorities(Map<String, Object> claims) {
        List<String> scopes = names.stream()
                .flatMap(name -> scopes(claims.get(name)))
                .distinct()
                .toList();
        return Scopes.opening(scopes).stream()
                .<GrantedAuthority>map(scope -> new SimpleGrantedAuthority(Scopes.authority(scope)))
                .toList();
    }

    private static Stream<String> scopes(@Nullable Object claim) {
        if (claim instanceof String text) {
            return Stream.of(text.split(" ")).filter(scope -> !scope.isBlank());
        }
        return claim instanceof Collection<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast)
                : Stream.empty();
    }
}
