package io.wasettings.ingest.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wasettings.common.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force, as the partner may see them: like the body that was submitted, but with every secret masked.
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

    /** The OAuth 2.0 client, secrets masked. */
    record OAuth2View(
            String grantType,
            String tokenUrl,
            String clientId,
            String clientSecret,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String refreshToken,

            List<String> scopes,
            @Nullable Number expiresIn) {}

    /** The view of a document of the collection {@code settings}. */
    static SettingsView of(Document settings) {
        Document oauth2 = settings.get("oauth2", Document.class);
        return new SettingsView(
                settings.getString("webhook_url"),
                settings.getString("from"),
                settings.getString("auth_type"),
                oauth2 == null ? MASK : null,
                oauth2 == null ? null : oauth2View(oauth2),
                instant(settings.getDate("token_expires_at")),
                settings.getString("command_id"),
                instant(settings.getDate("created_at")),
                instant(settings.getDate("updated_at")));
    }

    /** The same for as long as nothing of this changes (RFC 9110 section 8.8.3), quotes included. */
    String tag() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(Json.mapper().writeValueAsBytes(this));
            return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES)) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static OAuth2View oauth2View(Document oauth2) {
        String grantType = oauth2.getString("grant_type");
        return new OAuth2View(
                grantType,
                oauth2.getString("token_url"),
                oauth2.getString("client_id"),
                MASK,
                "refresh_token".equals(grantType) ? MASK : null,
                oauth2.getList("scopes", String.class, List.of()),
                oauth2.get("expires_in", Number.class));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
