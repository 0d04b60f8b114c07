package io.wasettings.common.settings;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named secrets in the clear, to be held no longer than needed. Never printed: {@link #toString} names them only.
 *
 * @param values secret by wire name, such as {@value #CLIENT_SECRET}
 */
public record Secrets(Map<String, String> values) {

    public static final String API_KEY = "api_key";
    public static final String CLIENT_SECRET = "client_secret";
    public static final String REFRESH_TOKEN = "refresh_token";
    public static final String ACCESS_TOKEN = "access_token";

    /** Where secrets may be sent; sealed with them on the topic. */
    public static final String TOKEN_URL = "token_url";

    public static final String WEBHOOK_URL = "webhook_url";

    /** Where a body has each secret, by the name that it is sealed under. */
    static final Map<String, String> POINTERS = Map.of(
            API_KEY, Pointers.API_KEY,
            CLIENT_SECRET, Pointers.CLIENT_SECRET,
            REFRESH_TOKEN, Pointers.REFRESH_TOKEN);

    public Secrets {
        values = Map.copyOf(values);
    }

    /** The partner's static bearer key. */
    public @Nullable String apiKey() {
        return values.get(API_KEY);
    }

    /** The OAuth 2.0 client secret. */
    public @Nullable String clientSecret() {
        return values.get(CLIENT_SECRET);
    }

    /** The OAuth 2.0 refresh token. */
    public @Nullable String refreshToken() {
        return values.get(REFRESH_TOKEN);
    }

    /** The OAuth 2.0 access token. */
    public @Nullable String accessToken() {
        return values.get(ACCESS_TOKEN);
    }

    /** Whether their destinations are named, as they are on the topic only. */
    boolean nameDestinations() {
        return values.containsKey(TOKEN_URL) || values.containsKey(WEBHOOK_URL);
    }

    Secrets without(String name) {
        Map<String, String> others = new HashMap<>(values);
        others.remove(name);
        return new Secrets(others);
    }

    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }
}
