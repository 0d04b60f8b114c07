package io.wasettings.standalone.partner;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of the provider's documented example. Issued tokens are recognised by their prefix, so that they stay
 * valid when the partner restarts.
 */
final class Credentials {

    static final String CLIENT_ID = "your_client_id";
    static final String CLIENT_SECRET = "your_client_secret";
    static final String FIRST_REFRESH_TOKEN = "your_refresh_token";
    static final String API_KEY = "your_api_key";

    private static final String ACCESS_TOKEN_PREFIX = "demo-access-";
    private static final String REFRESH_TOKEN_PREFIX = "demo-refresh-";

    private Credentials() {}

    static String newAccessToken() {
        return ACCESS_TOKEN_PREFIX + UUID.randomUUID();
    }

    static String newRefreshToken() {
        return REFRESH_TOKEN_PREFIX + UUID.randomUUID();
    }

    static boolean isRefreshToken(String token) {
        return token.equals(FIRST_REFRESH_TOKEN) || token.startsWith(REFRESH_TOKEN_PREFIX);
    }

    static boolean mayCallWebhook(@Nullable String authorization) {
        return authorization != null
                && (authorization.equals("Bearer " + API_KEY)
                        || authorization.startsWith("Bearer " + ACCESS_TOKEN_PREFIX));
    }
}
