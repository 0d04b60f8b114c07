package io.wasettings.service.settings;

import java.util.List;
import org.bson.Document;

/**
 * A partner's OAuth 2.0 client as it is stored: without its secrets, members as in the settings body.
 *
 * @param grantType {@code client_credentials} or {@code refresh_token}
 * @param tokenUrl the token endpoint
 * @param clientId client identifier
 * @param scopes scope-tokens to ask for
 * @param expiresIn lifetime of a token in seconds, if the token endpoint states none
 */
public record OAuth2Client(String grantType, String tokenUrl, String clientId, List<String> scopes, long expiresIn) {

    private static final String GRANT_TYPE = "grant_type";
    private static final String TOKEN_URL = "token_url";
    private static final String CLIENT_ID = "client_id";
    private static final String SCOPES = "scopes";
    private static final String EXPIRES_IN = "expires_in";

    public OAuth2Client {
        scopes = List.copyOf(scopes);
    }

    static OAuth2Client read(Document document) {
        return new OAuth2Client(
                document.getString(GRANT_TYPE),
                document.getString(TOKEN_URL),
                document.getString(CLIENT_ID),
                document.getList(SCOPES, String.class, List.of()),
                document.get(EXPIRES_IN, Number.class).longValue());
    }

    Document document() {
        return new Document(GRANT_TYPE, grantType)
                .append(TOKEN_URL, tokenUrl)
                .append(CLIENT_ID, clientId)
                .append(SCOPES, scopes)
                .append(EXPIRES_IN, expiresIn);
    }
}
