package io.wasettings.ingest.security;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells access tokens from what else an authorization server signs or knows: refresh tokens and ID tokens say so in
 * {@code token_type}, {@code token_use} or {@code typ}, each server in its own way.
 */
final class TokenUse {

    private static final Set<String> OTHERS =
            Set.of("refresh", "refresh_token", "refreshtoken", "offline", "id", "id_token", "logout", "logout_token");

    private TokenUse() {}

    /** Whether these claims may be those of an access token. */
    static boolean isAccess(Map<String, Object> claims) {
        return Stream.of("token_type", "token_use", "typ")
                .map(claims::get)
                .filter(String.class::isInstance)
                .map(use -> ((String) use).toLowerCase(Locale.ROOT))
                .noneMatch(OTHERS::contains);
    }
}
