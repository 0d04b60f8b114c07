package io.wasettings.processor.lookup;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.wasettings.processor.store.NotedRenewal;
import io.wasettings.processor.store.SettingsFields;
import io.wasettings.processor.store.StopReason;
import io.wasettings.service.mongo.Times;
import io.wasettings.service.settings.OAuth2Client;
import io.wasettings.service.settings.ShownSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Settings in force, without a secret. In JSON its parts are members of one object. */
public record SettingsRow(
        @JsonUnwrapped Owner owner,
        @JsonUnwrapped Access access,
        @Nullable Token token,
        String commandId,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    private static final int MOST_SCOPES = 100;

    /** Whose settings. */
    public record Owner(
            String key,
            String partner,
            String channel,
            @Nullable String from) {}

    /** Where, and with what. */
    public record Access(
            String webhookUrl, String authType, @Nullable Client oauth2) {}

    /** The OAuth 2.0 client, without its secrets. */
    public record Client(String grantType, String tokenUrl, String clientId, List<String> scopes) {}

    /**
     * The token in use; as many members as people ask for.
     *
     * @param scope what it is good for, space-separated, or null when unknown
     * @param renewAt when it is renewed, or null for never
     * @param failures renewals that failed in a row
     * @param lastError why the last one failed, or null
     * @param stopped whether it is renewed no more
     * @param stopReason why it is not, by the reason's wire name, or null when unknown
     */
    public record Token(
            @Nullable Instant expiresAt,
            @Nullable Instant obtainedAt,
            @Nullable String scope,
            @Nullable Instant renewAt,
            int failures,
            @Nullable String lastError,
            boolean stopped,
            @Nullable String stopReason) {}

    static SettingsRow of(Document document) {
        ShownSettings settings = ShownSettings.read(document);
        return new SettingsRow(
                new Owner(
                        document.getString("_id"),
                        document.getString(SettingsFields.PARTNER),
                        document.getString(SettingsFields.CHANNEL),
                        document.getString(ShownSettings.FROM)),
                new Access(
                        Shown.cut(settings.webhookUrl()),
                        settings.authType(),
                        settings.oauth2().map(SettingsRow::client).orElse(null)),
                token(document),
                Shown.cut(settings.commandId()),
                Times.read(document, ShownSettings.CREATED_AT),
                Times.read(document, ShownSettings.UPDATED_AT));
    }

    private static Client client(OAuth2Client oauth2) {
        return new Client(
                oauth2.grantType(),
                Shown.cut(oauth2.tokenUrl()),
                Shown.cut(oauth2.clientId()),
                oauth2.scopes().stream().limit(MOST_SCOPES).map(Shown::cut).toList());
    }

    private static @Nullable Token token(Document document) {
        if (document.getString(SettingsFields.SEALED_TOKEN) == null) {
            return null;
        }
        NotedRenewal renewal = NotedRenewal.of(document);
        return new Token(
                Times.read(document, ShownSettings.TOKEN_EXPIRES_AT),
                Times.read(document, SettingsFields.TOKEN_OBTAINED_AT),
                Shown.optional(document.getString(SettingsFields.TOKEN_SCOPE)),
                renewal.at(),
                renewal.failures(),
                Shown.optional(renewal.error()),
                renewal.isStopped(),
                Optional.ofNullable(renewal.stopReason())
                        .map(StopReason::wireName)
                        .orElse(null));
    }
}
