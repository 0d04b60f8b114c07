package io.wasettings.ingest.security;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.service.security.Denial;
import io.wasettings.service.security.ScopeAuthorization;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Admits requests whose token names a partner and has the scope. */
final class PartnerAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

    private static final String NO_PARTNER = "The access token names no partner: the claim for it must be 1 to 128 of"
            + " A-Z a-z 0-9 . _ ~ -, the first a letter or digit.";

    private final ScopeAuthorization scope;

    PartnerAuthorization(String scope) {
        this.scope = new ScopeAuthorization(scope);
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        AuthorizationResult byScope = scope.authorize(authentication, context);
        if (!byScope.isGranted()) {
            return byScope;
        }
        Authentication token = authentication.get();
        return token != null && SettingsKey.isPartner(token.getName()) ? byScope : new Denial(NO_PARTNER, null);
    }
}
