package io.wasettings.processor.token.endpoint;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.wasettings.common.settings.Credentials.RefreshToken;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.PartnerClient;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request for a token as it goes out.
 *
 * @param refreshToken the refresh token that is presented, or null for the {@code client_credentials} grant
 */
record TokenCall(
        PartnerClient client, AuthMethod method, @Nullable String refreshToken) {

    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        Optional.ofNullable(method.authorization(client.id(), client.secret()))
                .ifPresent(authorization -> headers.put("Authorization", authorization));
        return headers;
    }

    byte[] form() {
        Map<String, List<String>> parameters = new LinkedHashMap<>(
                refreshToken == null
                        ? new ClientCredentialsGrant().toParameters()
                        // Not through Nimbus' RefreshToken, which refuses one of spaces although RFC 6749 A.17 has it.
                        : Map.of("grant_type", List.of(RefreshToken.TYPE), "refresh_token", List.of(refreshToken)));
        if (!client.scopes().isEmpty()) {
            parameters.put("scope", List.of(String.join(" ", client.scopes())));
        }
        parameters.putAll(method.parameters(client.id(), client.secret()));
        return URLUtils.serializeParameters(parameters).getBytes(StandardCharsets.US_ASCII);
    }

    boolean presentsRefreshToken() {
        return refreshToken != null;
    }

    boolean presents(@Nullable String token) {
        return token != null && token.equals(refreshToken);
    }

    @Override
    public String toString() {
        return "TokenCall[client=" + client + ", method=" + method + ", secrets redacted]";
    }
}
