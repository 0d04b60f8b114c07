package io.wasettings.common;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named secrets in the clear, for as long as they must be. Never printed: {@link #toString} names them only.
 *
 * @param values secret by wire name, such as {@value #CLIENT_SECRET}
 */
public record Secrets(Map<String, String> values) {

    public static final String API_KEY = "api_key";
    public static final String CLIENT_SECRET = "client_secret";
    public static final String REFRESH_TOKEN = "refresh_token";
    public static final String ACCESS_TOKEN = "access_token";

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

    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }
}
