package io.wasettings.processor.store;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.store.SealedCredentials.SealedBearer;
import io.wasettings.processor.store.SealedCredentials.SealedOAuth2;
import io.wasettings.processor.store.SealedCredentials.StoredToken;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.service.settings.ShownSettings;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The settings as a document: snake_case fields as in the API. Every field is written, null if it does not apply. */
final class SettingsDocuments {

    /** As it was named first; the chain of refresh tokens that the token came from. */
    static final String CHAIN = "token_lineage";

    private SettingsDocuments() {}

    static Document write(Settings settings) {
        Optional<SealedOAuth2> oauth2 = settings.credentials().oauth2();
        Document document = new Document(SettingsFields.PARTNER, settings.key().partner())
                .append(SettingsFields.CHANNEL, settings.key().channel().wireName())
                .append(ShownSettings.FROM, settings.key().from())
                .append(SettingsFields.SEALED_SECRETS, settings.credentials().secrets())
                .append(SettingsFields.VERSION, VersionDocuments.write(settings.version()))
                .append(
                        SettingsFields.RENEWAL,
                        oauth2.map(SealedOAuth2::renewAt)
                                .map(NotedRenewal::scheduled)
                                .orElse(null));
        new ShownSettings(settings.webhookUrl(), oauth2.map(SealedOAuth2::client), settings.commandId())
                .writeTo(document);
        document.putAll(write(oauth2.map(SealedOAuth2::token).orElse(null)));
        return document;
    }

    /** The token's fields. */
    static Document write(@Nullable StoredToken token) {
        TokenFacts facts = token == null ? null : token.facts();
        return new Document(SettingsFields.SEALED_TOKEN, token == null ? null : token.sealed())
                .append(SettingsFields.TOKEN_OBTAINED_AT, facts == null ? null : Date.from(facts.obtainedAt()))
                .append(ShownSettings.TOKEN_EXPIRES_AT, facts == null ? null : Date.from(facts.expiresAt()))
                .append(SettingsFields.TOKEN_SCOPE, facts == null ? null : facts.scope())
                .append(
                        SettingsFields.TOKEN_AUTH_METHOD,
                        facts == null ? null : facts.authMethod().storedName())
                .append(CHAIN, token == null ? null : token.chain());
    }

    static Settings read(SettingsKey key, Document document) {
        ShownSettings shown = ShownSettings.read(document);
        String secrets = required(document, SettingsFields.SEALED_SECRETS);
        return new Settings(
                key,
                shown.webhookUrl(),
                shown.oauth2()
                        .<SealedCredentials>map(client -> new SealedOAuth2(
                                client,
                                secrets,
                                readToken(document),
                                NotedRenewal.of(document).at()))
                        .orElseGet(() -> new SealedBearer(secrets)),
                VersionDocuments.read(document.get(SettingsFields.VERSION, Document.class)),
                shown.commandId());
    }

    private static StoredToken readToken(Document document) {
        return new StoredToken(
                required(document, SettingsFields.SEALED_TOKEN),
                new TokenFacts(
                        instant(document, SettingsFields.TOKEN_OBTAINED_AT),
                        instant(document, ShownSettings.TOKEN_EXPIRES_AT),
                        document.getString(SettingsFields.TOKEN_SCOPE),
                        authMethod(required(document, SettingsFields.TOKEN_AUTH_METHOD))),
                document.getString(CHAIN));
    }

    /** One that is not known here counts as the first that is tried: it only says where to begin. */
    private static AuthMethod authMethod(String storedName) {
        return AuthMethod.of(storedName).orElse(AuthMethod.CLIENT_SECRET_BASIC);
    }

    private static Instant instant(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }

    private static String required(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }
}
