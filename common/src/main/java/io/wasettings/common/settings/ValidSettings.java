package io.wasettings.common.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings that keep every rule except the URL policy: no required member is missing. Made by {@link SettingsRules}.
 *
 * @param webhookUrl where the platform calls the partner back
 * @param from the sender in E.164, or null for the partner's default sender
 * @param credentials what the webhook is called with
 */
public record ValidSettings(String webhookUrl, @Nullable String from, Credentials credentials) {

    /** The token endpoint, with {@code oauth2}. */
    public Optional<String> tokenUrl() {
        return credentials.fold(
                bearer -> Optional.empty(),
                oauth2 -> Optional.of(oauth2.client().tokenUrl()));
    }

    @Override
    public String toString() {
        return "ValidSettings[from=" + from + ", credentials=" + credentials + ", the rest redacted]";
    }
}
