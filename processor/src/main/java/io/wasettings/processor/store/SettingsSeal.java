package io.wasettings.processor.store;

import io.wasettings.common.SecretBox;
import io.wasettings.common.Secrets;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.processor.store.Settings.StoredToken;
import io.wasettings.processor.token.Token;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one place where a partner's secrets and its token become what is stored, and are read again. */
public final class SettingsSeal {

    private final SecretBox secretBox;

    public SettingsSeal(SecretBox secretBox) {
        this.secretBox = secretBox;
    }

    /**
     * What is stored of secrets and a token, bound to the settings of one key.
     *
     * @param secrets JWE of the partner's secrets
     * @param token the token, with {@code oauth2}
     */
    public record Sealed(String secrets, @Nullable StoredToken token) {}

    /**
     * Seals the partner's secrets with the newest refresh token in place of the one that may be spent, and the token.
     */
    public Sealed seal(SettingsKey key, Secrets entrusted, @Nullable Token token) {
        String owner = key.recordKey();
        Map<String, String> secrets = new HashMap<>(entrusted.values());
        if (token == null) {
            return new Sealed(secretBox.sealAtRest(Purpose.SETTINGS, owner, new Secrets(secrets)), null);
        }
        if (token.refreshToken() != null) {
            secrets.put(Secrets.REFRESH_TOKEN, token.refreshToken());
        }
        String accessToken = secretBox.sealAtRest(
                Purpose.ACCESS_TOKEN, owner, new Secrets(Map.of(Secrets.ACCESS_TOKEN, token.accessToken())));
        return new Sealed(
                secretBox.sealAtRest(Purpose.SETTINGS, owner, new Secrets(secrets)),
                new StoredToken(accessToken, token.facts(), token.chain()));
    }

    /** The partner's secrets; empty if no key of this processor opens them. */
    public Optional<Secrets> open(Settings settings) {
        return secretBox
                .openAtRest(Purpose.SETTINGS, settings.key().recordKey(), settings.sealedSecrets())
                .fold(Optional::of, refusal -> Optional.empty());
    }
}
