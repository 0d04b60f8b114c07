package io.wasettings.processor.store;

import io.wasettings.common.SettingsKey;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.kafka.Version.Log;
import io.wasettings.processor.store.Settings.OAuth2Client;
import io.wasettings.processor.store.Settings.StoredToken;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.TokenFacts;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The settings as a document: snake_case fields as in the API. Every field is written, null where it does not apply.
 */
final class SettingsDocuments {

    /** How the renewal of the token stands. */
    static final String RENEWAL = "renewal";
    /** As it was named first; the chain of refresh tokens that the token came from. */
    private static final String CHAIN = "token_lineage";

    private SettingsDocuments() {}

    static Document write(Settings settings) {
        OAuth2Client oauth2 = settings.oauth2();
        Document document = new Document("partner", settings.key().partner())
                .append("channel", settings.key().channel().wireName())
                .append("from", settings.key().from())
                .append("webhook_url", settings.webhookUrl())
                .append("auth_type", settings.authType())
                .append("oauth2", oauth2 == null ? null : write(oauth2))
                .append("sealed_secrets", settings.sealedSecrets())
                .append("version", write(settings.version()))
                .append("command_id", settings.commandId())
                .append(RENEWAL, settings.renewAt() == null ? null : scheduled(settings.renewAt()));
        document.putAll(write(settings.token()));
        return document;
    }

    /** The token's fields. */
    static Document write(@Nullable StoredToken token) {
        TokenFacts facts = token == null ? null : token.facts();
        return new Document("sealed_token", token == null ? null : token.sealed())
                .append("token_obtained_at", facts == null ? null : Date.from(facts.obtainedAt()))
                .append("token_expires_at", facts == null ? null : Date.from(facts.expiresAt()))
                .append("token_scope", facts == null ? null : facts.scope())
                .append(
                        "token_auth_method",
                        facts == null ? null : facts.authMethod().storedName())
                .append(CHAIN, token == null ? null : token.chain());
    }

    /** A renewal that is planned for that time. */
    static Document scheduled(Instant at) {
        return new Document("state", "scheduled").append("at", Date.from(at)).append("failures", 0);
    }

    static Settings read(SettingsKey key, Document document) {
        return new Settings(
                key,
                required(document, "webhook_url"),
                required(document, "auth_type"),
                readOAuth2(document.get("oauth2", Document.class)),
                required(document, "sealed_secrets"),
                readToken(document),
                renewAt(document),
                readVersion(document.get("version", Document.class)),
                required(document, "command_id"));
    }

    static Document write(Version version) {
        Log log = version.log();
        return new Document("topic_id", log == null ? null : log.topicId())
                .append("partition", log == null ? null : log.partition())
                .append("offset", version.offset())
                .append("timestamp", version.timestamp());
    }

    static Version readVersion(Document version) {
        String topicId = version.getString("topic_id");
        return new Version(
                version.get("timestamp", Number.class).longValue(),
                version.get("offset", Number.class).longValue(),
                topicId == null ? null : new Log(topicId, version.getInteger("partition")));
    }

    private static Document write(OAuth2Client oauth2) {
        return new Document("grant_type", oauth2.grantType())
                .append("token_url", oauth2.tokenUrl())
                .append("client_id", oauth2.clientId())
                .append("scopes", oauth2.scopes())
                .append("expires_in", oauth2.expiresIn());
    }

    private static @Nullable OAuth2Client readOAuth2(@Nullable Document oauth2) {
        return oauth2 == null
                ? null
                : new OAuth2Client(
                        required(oauth2, "grant_type"),
                        required(oauth2, "token_url"),
                        required(oauth2, "client_id"),
                        oauth2.getList("scopes", String.class),
                        oauth2.get("expires_in", Number.class).longValue());
    }

    private static @Nullable StoredToken readToken(Document document) {
        String sealed = document.getString("sealed_token");
        return sealed == null
                ? null
                : new StoredToken(
                        sealed,
                        new TokenFacts(
                                instant(document, "token_obtained_at"),
                                instant(document, "token_expires_at"),
                                document.getString("token_scope"),
                                authMethod(required(document, "token_auth_method"))),
                        document.getString(CHAIN));
    }

    /** One that is not known here counts as the first that is tried: it only says where to begin. */
    private static AuthMethod authMethod(String storedName) {
        return AuthMethod.of(storedName).orElse(AuthMethod.CLIENT_SECRET_BASIC);
    }

    private static @Nullable Instant renewAt(Document document) {
        Document renewal = document.get(RENEWAL, Document.class);
        Date at = renewal == null ? null : renewal.getDate("at");
        return at == null ? null : at.toInstant();
    }

    private static Instant instant(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }

    private static String required(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }
}
