package io.wasettings.ingest.security;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells access tokens for this service from those for others, and from other tokens of an authorization server: refresh
 * tokens and ID tokens say so in {@code token_type}, {@code token_use} or {@code typ}, each server in its own way.
 *
 * @param audiences those of this service; if there are none, a token may be for anybody
 */
record TokenUse(List<String> audiences) {

    private static final Set<String> OTHERS =
            Set.of("refresh", "refresh_token", "refreshtoken", "offline", "id", "id_token", "logout", "logout_token");

    /** Why a token with these claims is refused; empty if it is not. */
    Optional<String> refusal(Map<String, Object> claims) {
        if (!audiences.isEmpty() && !isForUs(claims.get("aud"))) {
            return Optional.of("The token is meant for others");
        }
        return isAccess(claims) ? Optional.empty() : Optional.of("The token is no access token");
    }

    private boolean isForUs(@Nullable Object audience) {
        return audience instanceof Collection<?> several
                ? several.stream().anyMatch(audiences::contains)
                : audience instanceof String one && audiences.contains(one);
    }

    private static boolean isAccess(Map<String, Object> claims) {
        return Stream.of("token_type", "token_use", "typ")
                .map(claims::get)
                .filter(String.class::isInstance)
                .map(use -> ((String) use).toLowerCase(Locale.ROOT))
                .noneMatch(OTHERS::contains);
    }
}
