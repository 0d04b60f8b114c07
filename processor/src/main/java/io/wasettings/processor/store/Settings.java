package io.wasettings.processor.store;

import io.wasettings.common.SettingsKey;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.token.TokenFacts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one sender as they are stored; secrets sealed.
 *
 * @param key whose settings
 * @param webhookUrl where the platform calls back, its host an A-label
 * @param authType {@code bearer} or {@code oauth2}
 * @param oauth2 the OAuth 2.0 client, with {@code oauth2}
 * @param sealedSecrets JWE of what the partner entrusted, bound to the record key
 * @param token the token in use, with {@code oauth2}
 * @param renewAt when the token is to be renewed, or null for never
 * @param version where the command first appeared
 * @param commandId the command that brought them
 */
public record Settings(
        SettingsKey key,
        String webhookUrl,
        String authType,
        @Nullable OAuth2Client oauth2,
        String sealedSecrets,
        @Nullable StoredToken token,
        @Nullable Instant renewAt,
        Version version,
        String commandId) {

    /** The partner's OAuth 2.0 client, without its secrets; members as in the settings body. */
    public record OAuth2Client(
            String grantType, String tokenUrl, String clientId, List<String> scopes, long expiresIn) {}

    /**
     * A token, sealed.
     *
     * @param sealed JWE of the access token, bound to the record key
     * @param facts what else is known of it
     * @param chain which chain of refresh tokens it came from, or null
     */
    public record StoredToken(
            String sealed, TokenFacts facts, @Nullable String chain) {}
}
