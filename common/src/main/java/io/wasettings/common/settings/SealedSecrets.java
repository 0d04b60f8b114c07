package io.wasettings.common.settings;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a producer seals for a command: its secrets, and where they may be sent. Whoever copies the sealed value into a
 * command of their own cannot send them elsewhere.
 *
 * @param secrets the secrets
 * @param webhookUrl the webhook that they are for, or null if the producer did not say
 * @param tokenUrl the token endpoint that they are for, or null likewise
 */
public record SealedSecrets(
        Secrets secrets,
        @Nullable String webhookUrl,
        @Nullable String tokenUrl) {

    /** The secrets of these settings, bound to their destinations. */
    public static SealedSecrets of(ValidSettings settings) {
        return new SealedSecrets(
                settings.credentials().secrets(),
                settings.webhookUrl(),
                settings.tokenUrl().orElse(null));
    }

    /** Takes an opened payload apart. A blank secret counts as missing, as in a body. */
    public static SealedSecrets read(Secrets payload) {
        Map<String, String> secrets = new HashMap<>(payload.values());
        String webhookUrl = secrets.remove(Secrets.WEBHOOK_URL);
        String tokenUrl = secrets.remove(Secrets.TOKEN_URL);
        secrets.values().removeIf(JsonMembers::isBlank);
        return new SealedSecrets(new Secrets(secrets), webhookUrl, tokenUrl);
    }

    /** Secrets and destinations by name, to be sealed. */
    public Secrets payload() {
        Map<String, String> members = new HashMap<>(secrets.values());
        if (webhookUrl != null) {
            members.put(Secrets.WEBHOOK_URL, webhookUrl);
        }
        if (tokenUrl != null) {
            members.put(Secrets.TOKEN_URL, tokenUrl);
        }
        return new Secrets(members);
    }

    @Override
    public String toString() {
        return "SealedSecrets[" + secrets + "]";
    }
}
