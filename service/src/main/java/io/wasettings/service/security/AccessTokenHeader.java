package io.wasettings.service.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * Finds the access token in the field {@code Authorization} (RFC 6750 section 2.1) and nowhere else: looking for it in
 * a form would mean reading the body before its sender is known. One space or more may follow the scheme (RFC 9110
 * section 11.4).
 */
final class AccessTokenHeader implements BearerTokenResolver {

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) ++(?<token>[A-Za-z0-9._~+/-]++=*+) *+");
    private static final Pattern SCHEME = Pattern.compile("(?i:Bearer)(?: .*)?+");

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        List<String> fields = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (fields.size() > 1) {
            throw new OAuth2AuthenticationException(
                    BearerTokenErrors.invalidRequest("There is more than one Authorization field; send one"));
        }
        return fields.isEmpty() || !SCHEME.matcher(fields.get(0)).matches() ? null : token(fields.get(0));
    }

    private static String token(String field) {
        Matcher bearer = BEARER.matcher(field);
        if (!bearer.matches()) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("Bearer token is malformed"));
        }
        return bearer.group("token");
    }
}
