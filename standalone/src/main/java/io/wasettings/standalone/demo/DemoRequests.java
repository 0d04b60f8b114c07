package io.wasettings.standalone.demo;

import java.util.List;

/** What the demonstration submits, for its own sender, so that a restart leaves the user's settings alone. */
final class DemoRequests {

    /** With phone numbers that are reserved for fiction. */
    private static final String OAUTH2 = """
            {
              "webhook_url": "%s",
              "from": "+12025550199",
              "auth_type": "oauth2",
              "oauth2": {
                "grant_type": "%s",
                "token_url": "%s",
                "client_id": "your_client_id",
                "client_secret": "your_client_secret",%s
                "scopes": ["webhook.write"],
                "expires_in": %s
              }
            }
            """;

    private static final String REFRESH_TOKEN = "\n    \"refresh_token\": \"your_refresh_token\",";

    private DemoRequests() {}

    /**
     * One request.
     *
     * @param name what it shows
     * @param body what is sent
     */
    record Request(String name, String body) {}

    /** The documented requests with this partner in place of the example's hosts, then one for each error code. */
    static List<Request> of(String partner, String outage) {
        String webhook = partner + "/webhooks/transactional";
        String tokens = partner + "/oauth/token";
        return List.of(
                new Request(
                        "documented: client_credentials",
                        OAUTH2.formatted(webhook, "client_credentials", tokens, "", 3600)),
                new Request(
                        "documented: refresh_token",
                        OAUTH2.formatted(webhook, "refresh_token", tokens, REFRESH_TOKEN, 3600)),
                new Request("a body that is cut off", "{\"webhook_url\": \"" + webhook + "\", "),
                new Request("no refresh_token, no lifetime", OAUTH2.formatted(webhook, "refresh_token", tokens, "", 0)),
                new Request(
                        "a token endpoint that is down",
                        OAUTH2.formatted(webhook, "client_credentials", outage + "/oauth/unavailable", "", 3600)),
                new Request(
                        "a webhook inside the platform",
                        OAUTH2.formatted("https://10.0.0.1/admin", "client_credentials", tokens, "", 3600)));
    }
}
