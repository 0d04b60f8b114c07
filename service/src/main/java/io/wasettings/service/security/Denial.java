package io.wasettings.service.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationResult;

/**
 * A refusal with its reason.
 *
 * @param reason one sentence for the client
 * @param scope the scope that would do, or null if none would
 */
public record Denial(String reason, @Nullable String scope) implements AuthorizationResult {

    /** Because the token lacks that scope. */
    public static Denial forLackOf(String scope) {
        return new Denial("The access token lacks the scope " + scope + ".", scope);
    }

    @Override
    public boolean isGranted() {
        return false;
    }
}
