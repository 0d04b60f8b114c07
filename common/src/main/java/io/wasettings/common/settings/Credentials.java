package io.wasettings.common.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * How calls of a webhook authenticate: with a static key, or with a token of the partner's own authorization server.
 */
public sealed interface Credentials {

    /** One function per kind, so that no kind is forgotten. */
    <T> T fold(Function<Bearer, T> bearer, Function<OAuth2, T> oauth2);

    /** The secrets among these credentials. */
    Secrets secrets();

    /**
     * A static bearer key.
     *
     * @param apiKey the key, a secret
     */
    record Bearer(String apiKey) implements Credentials {

        public Bearer {
            Objects.requireNonNull(apiKey, "apiKey");
        }

        @Override
        public <T> T fold(Function<Bearer, T> bearer, Function<OAuth2, T> oauth2) {
            return bearer.apply(this);
        }

        @Override
        public Secrets secrets() {
            return new Secrets(Map.of(Secrets.API_KEY, apiKey));
        }

        @Override
        public String toString() {
            return "Bearer[redacted]";
        }
    }

    /**
     * A client of an authorization server (RFC 6749).
     *
     * @param client who asks for tokens, and where
     * @param grant how it obtains them
     */
    record OAuth2(Client client, Grant grant) implements Credentials {
        @Override
        public <T> T fold(Function<Bearer, T> bearer, Function<OAuth2, T> oauth2) {
            return oauth2.apply(this);
        }

        @Override
        public Secrets secrets() {
            Map<String, String> secrets = new LinkedHashMap<>();
            secrets.put(Secrets.CLIENT_SECRET, client.clientSecret);
            secrets.putAll(grant.<Map<String, String>>fold(
                    clientCredentials -> Map.of(),
                    refreshToken -> Map.of(Secrets.REFRESH_TOKEN, refreshToken.refreshToken)));
            return new Secrets(secrets);
        }
    }

    /**
     * The client that asks for tokens, and where it asks.
     *
     * @param tokenUrl the token endpoint
     * @param clientId client identifier
     * @param clientSecret client secret
     * @param scopes scope-tokens to ask for
     * @param expiresIn lifetime of a token in seconds, if the token endpoint states none
     */
    record Client(String tokenUrl, String clientId, String clientSecret, List<String> scopes, long expiresIn) {

        public Client {
            Objects.requireNonNull(tokenUrl, "tokenUrl");
            Objects.requireNonNull(clientId, "clientId");
            Objects.requireNonNull(clientSecret, "clientSecret");
            scopes = List.copyOf(scopes);
        }

        @Override
        public String toString() {
            return "Client[redacted]";
        }
    }

    /** How a token is obtained. */
    sealed interface Grant {

        /** Its name on the wire, the {@code grant_type}. */
        String type();

        /** One function per kind, so that no kind is forgotten. */
        <T> T fold(Function<ClientCredentials, T> clientCredentials, Function<RefreshToken, T> refreshToken);
    }

    /** The client's own credentials (RFC 6749 section 4.4). */
    record ClientCredentials() implements Grant {

        public static final String TYPE = "client_credentials";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public <T> T fold(Function<ClientCredentials, T> clientCredentials, Function<RefreshToken, T> refreshToken) {
            return clientCredentials.apply(this);
        }
    }

    /**
     * A refresh token (RFC 6749 section 6).
     *
     * @param refreshToken the token, a secret
     */
    record RefreshToken(String refreshToken) implements Grant {

        public static final String TYPE = "refresh_token";

        public RefreshToken {
            Objects.requireNonNull(refreshToken, "refreshToken");
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public <T> T fold(Function<ClientCredentials, T> clientCredentials, Function<RefreshToken, T> refreshed) {
            return refreshed.apply(this);
        }

        @Override
        public String toString() {
            return "RefreshToken[redacted]";
        }
    }
}
