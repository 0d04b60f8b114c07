package io.wasettings.common.settings;

/** JSON Pointers (RFC 6901) of the members of the body and the command. */
public final class Pointers {

    public static final String WEBHOOK_URL = "/webhook_url";
    public static final String FROM = "/from";
    public static final String API_KEY = "/api_key";

    public static final String OAUTH2 = "/oauth2";
    public static final String GRANT_TYPE = OAUTH2 + "/grant_type";
    public static final String TOKEN_URL = OAUTH2 + "/token_url";
    public static final String CLIENT_ID = OAUTH2 + "/client_id";
    public static final String CLIENT_SECRET = OAUTH2 + "/client_secret";
    public static final String REFRESH_TOKEN = OAUTH2 + "/refresh_token";
    public static final String SCOPES = OAUTH2 + "/scopes";
    public static final String EXPIRES_IN = OAUTH2 + "/expires_in";

    /** A member of the command only. */
    public static final String SEALED_SECRETS = "/sealed_secrets";

    private Pointers() {}

    /** The name of the member that a pointer leads to. */
    public static String name(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }
}
