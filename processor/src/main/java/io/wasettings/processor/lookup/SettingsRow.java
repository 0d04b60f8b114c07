package io.wasettings.processor.lookup;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
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

    private static final String STOPPED = "stopped";
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
     * The token in use.
     *
     * @param renewAt when it is renewed, or null for never
     * @param failures renewals that failed in a row
     * @param lastError why the last one failed, or null
     * @param stopped whether it is renewed no more
     */
    public record Token(
            @Nullable Instant expiresAt,
            @Nullable Instant obtainedAt,
            @Nullable Instant renewAt,
            int failures,
            @Nullable String lastError,
            boolean stopped) {}

    static SettingsRow of(Document document) {
        return new SettingsRow(
                new Owner(
                        document.getString("_id"),
                        document.getString("partner"),
                        document.getString("channel"),
                        document.getString("from")),
                new Access(
                        Reading.cut(document.getString("webhook_url")),
                        Reading.cut(document.getString("auth_type")),
                        client(document.get("oauth2", Document.class))),
                token(document),
                Reading.cut(document.getString("command_id")),
                Reading.time(document.getDate("created_at")),
                Reading.time(document.getDate("updated_at")));
    }

    private static @Nullable Client client(@Nullable Document oauth2) {
        return oauth2 == null
                ? null
                : new Client(
                        Reading.cut(oauth2.getString("grant_type")),
                        Reading.cut(oauth2.getString("token_url")),
                        Reading.cut(oauth2.getString("client_id")),
                        oauth2.getList("scopes", String.class, List.of()).stream()
                                .limit(MOST_SCOPES)
                                .map(Reading::cut)
                                .toList());
    }

    private static @Nullable Token token(Document document) {
        if (document.getString("sealed_token") == null) {
            return null;
        }
        Document renewal = document.get(SettingsLookup.RENEWAL, new Document());
        return new Token(
                Reading.time(document.getDate("token_expires_at")),
                Reading.time(document.getDate("token_obtained_at")),
                Reading.time(renewal.getDate("at")),
                renewal.getInteger("failures", 0),
                Reading.optional(renewal.getString("error")),
                STOPPED.equals(renewal.getString("state")));
    }
}
