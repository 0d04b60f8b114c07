package io.wasettings.processor.token.endpoint;

/** What to look at where a server refuses and does not say what is wrong. */
final class Advice {

    private Advice() {}

    static String whatToCheck(boolean presentsRefreshToken) {
        return presentsRefreshToken
                ? "check token_url, client_id, client_secret and refresh_token"
                : "check token_url, client_id and client_secret";
    }
}
