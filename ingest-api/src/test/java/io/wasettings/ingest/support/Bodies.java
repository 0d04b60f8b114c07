package io.wasettings.ingest.support;

/** Bodies of settings requests. */
public final class Bodies {

    /** A secret that may appear nowhere. */
    public static final String SECRET = "s3cr3t-8d1f";

    private Bodies() {}

    /** A body with a static key, whose command will pass through these states. */
    public static String bearer(String states) {
        return """
                {"webhook_url": "https://%s.example.com/hook", "auth_type": "bearer", "api_key": "%s"}""".formatted(states, SECRET);
    }

    /** A body with an OAuth 2.0 refresh token for a sender. */
    public static String oauth2(String states, String from) {
        return """
                {"webhook_url": "https://%s.example.com/hook", "from": "%s", "auth_type": "oauth2", "oauth2":
                 {"grant_type": "refresh_token", "token_url": "https://auth.example.com/token", "client_id": "acme-client",
                  "client_secret": "%s", "refresh_token": "%s-refresh", "scopes": ["a", "b"], "expires_in": 3600}}""".formatted(states, from, SECRET, SECRET);
    }
}
