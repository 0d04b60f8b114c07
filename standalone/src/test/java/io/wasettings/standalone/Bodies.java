package io.wasettings.standalone;

/** Bodies of requests, with the demo partner's hosts in place of the documented example's. */
final class Bodies {

    private final String partner;
    private final String outage;

    Bodies(Addresses addresses) {
        this.partner = addresses.partner();
        this.outage = addresses.outage();
    }

    String webhook() {
        return partner + "/webhooks/transactional";
    }

    /** The documented request for {@code client_credentials}. */
    String clientCredentials(String from) {
        return clientCredentials(from, webhook(), partner + "/oauth/token", "your_client_secret");
    }

    /** A request whose token endpoint is down. */
    String tokenEndpointDown(String from) {
        return clientCredentials(from, webhook(), outage + "/oauth/unavailable", "your_client_secret");
    }

    /** A request whose client secret is not the client's. */
    String wrongSecret(String from) {
        return clientCredentials(from, webhook(), partner + "/oauth/token", "not_your_client_secret");
    }

    /** A request for another webhook. */
    String webhookAt(String from, String webhook) {
        return clientCredentials(from, webhook, partner + "/oauth/token", "your_client_secret");
    }

    /** The documented request for {@code refresh_token}. */
    String refreshToken(String from) {
        return """
                {
                  "webhook_url": "%s",
                  "from": "%s",
                  "auth_type": "oauth2",
                  "oauth2": {
                    "grant_type": "refresh_token",
                    "token_url": "%s/oauth/token",
                    "client_id": "your_client_id",
                    "client_secret": "your_client_secret",
                    "refresh_token": "your_refresh_token",
                    "scopes": ["webhook.write"],
                    "expires_in": 3600
                  }
                }
                """.formatted(webhook(), from, partner);
    }

    /** A request with a static key, for the default sender, with more members. */
    String bearer(String apiKey, String... more) {
        return "{\"webhook_url\": \"%s\", \"auth_type\": \"bearer\", \"api_key\": \"%s\"%s}"
                .formatted(webhook(), apiKey, String.join("", more));
    }

    private static String clientCredentials(String from, String webhook, String tokenUrl, String secret) {
        return """
                {
                  "webhook_url": "%s",
                  "from": "%s",
                  "auth_type": "oauth2",
                  "oauth2": {
                    "grant_type": "client_credentials",
                    "token_url": "%s",
                    "client_id": "your_client_id",
                    "client_secret": "%s",
                    "scopes": ["webhook.write"],
                    "expires_in": 3600
                  }
                }
                """.formatted(webhook, from, tokenUrl, secret);
    }
}
