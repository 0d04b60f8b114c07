package io.wasettings.processor.store;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.SealedCredentials.SealedOAuth2;
import io.wasettings.processor.store.SealedCredentials.StoredToken;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.service.settings.OAuth2Client;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Settings whose token is to be renewed. */
final class RenewalSettings {

    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private RenewalSettings() {}

    static StoredToken token(String sealed, Instant obtainedAt) {
        return new StoredToken(
                sealed,
                new TokenFacts(obtainedAt, obtainedAt.plusSeconds(3600), null, AuthMethod.CLIENT_SECRET_BASIC),
                "chain");
    }

    static Settings settings(String partner, long version, Instant renewAt) {
        return settings(
                partner, version, renewAt, token("jwe-" + UUID.randomUUID(), NOW.minus(Duration.ofMinutes(48))));
    }

    static Settings at(String partner, String tokenUrl) {
        return settings(
                sender(partner, null), 1, NOW, token("jwe-" + partner, NOW.minus(Duration.ofMinutes(48))), tokenUrl);
    }

    static Settings settings(SettingsKey key, Instant renewAt) {
        return settings(
                key, 1, renewAt, token("jwe", NOW.minus(Duration.ofMinutes(48))), "https://login.example.com/token");
    }

    static SettingsKey sender(String partner, String from) {
        return new SettingsKey(partner, Channel.TRANSACTIONAL, from);
    }

    static Settings settings(String partner, long version, Instant renewAt, StoredToken token) {
        return settings(sender(partner, null), version, renewAt, token, "https://login.example.com/token");
    }

    static Settings settings(SettingsKey key, long version, Instant renewAt, StoredToken token, String tokenUrl) {
        return new Settings(
                key,
                "https://hooks.example.com/",
                new SealedOAuth2(
                        new OAuth2Client("client_credentials", tokenUrl, "c", List.of(), 3600), "jwe", token, renewAt),
                new Version(1000, version),
                "command-" + version);
    }
}
