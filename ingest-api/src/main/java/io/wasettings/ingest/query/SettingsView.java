package io.wasettings.ingest.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wasettings.common.settings.Credentials.RefreshToken;
import io.wasettings.common.text.Json;
import io.wasettings.service.mongo.Times;
import io.wasettings.service.settings.OAuth2Client;
import io.wasettings.service.settings.ShownSettings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force, as the partner may see them: like the body that was submitted, but with every secret masked.
 * Its members are those of the answer.
 *
 * @param webhookUrl where the platform calls the partner back
 * @param from the sender, or null for the partner's default sender
 * @param authType {@code bearer} or {@code oauth2}
 * @param apiKey masked; with {@code bearer}
 * @param oauth2 with {@code oauth2}
 * @param tokenExpiresAt when the token that was fetched expires, or null
 * @param commandId the command that these settings come from
 * @param createdAt when this sender first had settings
 * @param updatedAt when it got these
 */
record SettingsView(
        String webhookUrl,
        @Nullable String from,
        String authType,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String apiKey,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OAuth2View oauth2,
        @Nullable Instant tokenExpiresAt,
        String commandId,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    private static final String MASK = "********";
    private static final int TAG_BYTES = 16;

    /** The OAuth 2.0 client, secrets masked. Its members are those of the answer. */
    record OAuth2View(
            String grantType,
            String tokenUrl,
            String clientId,
            String clientSecret,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String refreshToken,

            List<String> scopes,
            long expiresIn) {}

    /** The view of a document of the collection {@code settings}. */
    static SettingsView of(Document document) {
        ShownSettings settings = ShownSettings.read(document);
        return new SettingsView(
                settings.webhookUrl(),
                document.getString(ShownSettings.FROM),
                settings.authType(),
                settings.oauth2().isPresent() ? null : MASK,
                settings.oauth2().map(SettingsView::view).orElse(null),
                Times.read(document, ShownSettings.TOKEN_EXPIRES_AT),
                settings.commandId(),
                Times.read(document, ShownSettings.CREATED_AT),
                Times.read(document, ShownSettings.UPDATED_AT));
    }

    /** The entity tag (RFC 9110 section 8.8.3), quotes included: the same for as long as the view does not change. */
    String tag() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(Json.mapper().writeValueAsBytes(this));
            return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES)) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static OAuth2View view(OAuth2Client client) {
        return new OAuth2View(
                client.grantType(),
                client.tokenUrl(),
                client.clientId(),
                MASK,
                client.grantType().equals(RefreshToken.TYPE) ? MASK : null,
                client.scopes(),
                client.expiresIn());
    }
}
