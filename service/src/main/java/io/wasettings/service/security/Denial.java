package io.wasettings.service.security;

import org.springframework.security.authorization.AuthorizationResult;

/**
 * A refusal with its reason.
 *
 * @param reason one sentence for the client
 */
public record Denial(String reason) implements AuthorizationResult {

    @Override
    public boolean isGranted() {
        return false;
    }
}
