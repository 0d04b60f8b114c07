package io.wasettings.processor.store;

import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.store.SealedCredentials.StoredToken;
import io.wasettings.processor.token.Token;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The one place where a partner's secrets and its token become what is stored, and are read again. */
public final class SettingsSeal {

    private final SecretBox secretBox;

    public SettingsSeal(SecretBox secretBox) {
        this.secretBox = secretBox;
    }

    /**
     * What is stored of an OAuth 2.0 client's secrets and its token, bound to the settings of one key.
     *
     * @param secrets JWE of the partner's secrets
     */
    public record Sealed(String secrets, StoredToken token) {}

    /** Seals the partner's secrets. */
    public String seal(SettingsKey key, Secrets entrusted) {
        return secretBox.sealAtRest(Purpose.SETTINGS, key.recordKey(), entrusted);
    }

    /**
     * Seals the partner's secrets with the newest refresh token in place of the one that may be spent, and the token.
     */
    public Sealed seal(SettingsKey key, Secrets entrusted, Token token) {
        Map<String, String> secrets = new HashMap<>(entrusted.values());
        if (token.refreshToken() != null) {
            secrets.put(Secrets.REFRESH_TOKEN, token.refreshToken());
        }
        String accessToken = secretBox.sealAtRest(
                Purpose.ACCESS_TOKEN, key.recordKey(), new Secrets(Map.of(Secrets.ACCESS_TOKEN, token.accessToken())));
        return new Sealed(seal(key, new Secrets(secrets)), new StoredToken(accessToken, token.facts(), token.chain()));
    }

    /** The partner's secrets; empty if no key of this processor opens them. */
    public Optional<Secrets> open(SettingsKey key, SealedCredentials credentials) {
        return secretBox
                .openAtRest(Purpose.SETTINGS, key.recordKey(), credentials.secrets())
                .fold(Optional::of, refusal -> Optional.empty());
    }
}
