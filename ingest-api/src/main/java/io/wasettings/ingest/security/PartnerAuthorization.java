package io.wasettings.ingest.security;

import io.wasettings.common.SettingsKey;
import io.wasettings.service.security.Scopes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Lets in whose token names a partner and has the scope. */
final class PartnerAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

    private final String scope;
    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

    PartnerAuthorization(String scope) {
        this.scope = scope;
    }

    /** A refusal with its reason, in one sentence for the client. */
    record Denial(String reason) implements AuthorizationResult {

        @Override
        public boolean isGranted() {
            return false;
        }
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        Authentication token = authentication.get();
        if (token == null || !trust.isAuthenticated(token)) {
            return new AuthorizationDecision(false);
        }
        if (token.getAuthorities().stream()
                .noneMatch(granted -> Scopes.authority(scope).equals(granted.getAuthority()))) {
            return new Denial("The access token lacks the scope " + scope + ".");
        }
        return SettingsKey.isPartner(token.getName())
                ? new AuthorizationDecision(true)
                : new Denial("The access token does not name a partner.");
    }
}
