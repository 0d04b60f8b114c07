package io.wasettings.service.security;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Lets in whose token has the scope, and tells others that theirs lacks it. */
public final class ScopeAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

    private final String scope;
    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

    public ScopeAuthorization(String scope) {
        this.scope = scope;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        Authentication token = authentication.get();
        if (token == null || !trust.isAuthenticated(token)) {
            return new AuthorizationDecision(false);
        }
        return token.getAuthorities().stream()
                        .anyMatch(granted -> Scopes.authority(scope).equals(granted.getAuthority()))
                ? new AuthorizationDecision(true)
                : Denial.forLackOf(scope);
    }
}
