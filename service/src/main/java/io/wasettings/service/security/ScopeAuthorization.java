package io.wasettings.service.security;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Admits requests whose token has the scope, and tells others that theirs lacks it. */
public final class ScopeAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

    private final String scope;
    private final Set<String> authorities;
    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

    /**
     * Admits requests whose token has that scope, or one that implies it.
     *
     * @param implying scopes that allow more
     */
    public ScopeAuthorization(String scope, String... implying) {
        this.scope = scope;
        this.authorities = Stream.concat(Stream.of(scope), Arrays.stream(implying))
                .map(Scopes::authority)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        Authentication token = authentication.get();
        if (token == null || !trust.isAuthenticated(token)) {
            return new AuthorizationDecision(false);
        }
        return token.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch(authorities::contains)
                ? new AuthorizationDecision(true)
                : Denial.forLackOf(scope);
    }
}
