package io.wasettings.standalone.partner;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An OAuth 2.0 token endpoint for one client, whose refresh tokens are valid once (RFC 9700 §4.14.2). */
final class AuthorizationServer {

    private static final long LIFETIME_SECONDS = 3600;

    private final Set<String> spentRefreshTokens = ConcurrentHashMap.newKeySet();

    Answer answer(HttpExchange exchange, String body) {
        try {
            return answer(TokenRequest.parse(request(exchange, body)));
        } catch (ParseException e) {
            return error(e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject());
        }
    }

    private Answer answer(TokenRequest request) {
        if (!(request.getClientAuthentication() instanceof PlainClientSecret client) || !isKnown(client)) {
            return error(OAuth2Error.INVALID_CLIENT);
        }
        if (request.getAuthorizationGrant() instanceof RefreshTokenGrant grant) {
            return refresh(grant.getRefreshToken().getValue());
        }
        boolean clientCredentials = request.getAuthorizationGrant().getType().equals(GrantType.CLIENT_CREDENTIALS);
        return clientCredentials ? tokens(null) : error(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
    }

    private Answer refresh(String presented) {
        boolean good = Credentials.isRefreshToken(presented) && spentRefreshTokens.add(presented);
        return good ? tokens(new RefreshToken(Credentials.newRefreshToken())) : error(OAuth2Error.INVALID_GRANT);
    }

    private static Answer tokens(@Nullable RefreshToken refreshToken) {
        BearerAccessToken accessToken = new BearerAccessToken(Credentials.newAccessToken(), LIFETIME_SECONDS, null);
        return answer(new AccessTokenResponse(new Tokens(accessToken, refreshToken)).toHTTPResponse());
    }

    private static Answer error(ErrorObject error) {
        return answer(new TokenErrorResponse(error).toHTTPResponse());
    }

    private static Answer answer(HTTPResponse response) {
        return new Answer(response.getStatusCode(), response.getBody());
    }

    private static boolean isKnown(PlainClientSecret client) {
        return client.getClientID().getValue().equals(Credentials.CLIENT_ID)
                && client.getClientSecret().getValue().equals(Credentials.CLIENT_SECRET);
    }

    private static HTTPRequest request(HttpExchange exchange, String body) throws ParseException {
        try {
            URI uri = new URI("http", "127.0.0.1", exchange.getRequestURI().getPath(), null);
            HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, uri);
            request.setContentType(exchange.getRequestHeaders().getFirst("Content-Type"));
            request.setAuthorization(exchange.getRequestHeaders().getFirst("Authorization"));
            request.setBody(body);
            return request;
        } catch (URISyntaxException e) {
            throw new ParseException("Not a URI", OAuth2Error.INVALID_REQUEST, e);
        }
    }
}
