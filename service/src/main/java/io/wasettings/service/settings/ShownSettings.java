package io.wasettings.service.settings;

import java.util.Objects;
import java.util.Optional;
import org.bson.Document;

/**
 * The fields of a document of collection {@code settings} that their partner may see: no secret, no sealed value.
 *
 * @param webhookUrl where the platform calls back, its host an A-label
 * @param oauth2 the OAuth 2.0 client; empty with a static bearer key
 * @param commandId the command that brought them
 */
public record ShownSettings(String webhookUrl, Optional<OAuth2Client> oauth2, String commandId) {

    /** The sender, or null for the partner's default sender. */
    public static final String FROM = "from";
    /** When this key first had settings. */
    public static final String CREATED_AT = "created_at";
    /** When it got these. */
    public static final String UPDATED_AT = "updated_at";
    /** When the token that was fetched expires, or null. */
    public static final String TOKEN_EXPIRES_AT = "token_expires_at";

    private static final String WEBHOOK_URL = "webhook_url";
    private static final String AUTH_TYPE = "auth_type";
    private static final String OAUTH2 = "oauth2";
    private static final String COMMAND_ID = "command_id";

    /** Reads them from a document. */
    public static ShownSettings read(Document document) {
        return new ShownSettings(
                required(document, WEBHOOK_URL),
                Optional.ofNullable(document.get(OAUTH2, Document.class)).map(OAuth2Client::read),
                required(document, COMMAND_ID));
    }

    /** {@code bearer} or {@code oauth2}. */
    public String authType() {
        return oauth2.isPresent() ? "oauth2" : "bearer";
    }

    /** Puts them into a document; every field is written, null if it does not apply. */
    public void writeTo(Document document) {
        document.append(WEBHOOK_URL, webhookUrl)
                .append(AUTH_TYPE, authType())
                .append(OAUTH2, oauth2.map(OAuth2Client::document).orElse(null))
                .append(COMMAND_ID, commandId);
    }

    private static String required(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }
}
