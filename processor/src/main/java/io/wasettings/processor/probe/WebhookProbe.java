package io.wasettings.processor.probe;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.validation.url.Target;

/** Asks a webhook whether it takes calls. Calls block for as long as the limits of the client allow. */
public interface WebhookProbe {

    /**
     * Calls the webhook as the platform will.
     *
     * @param webhook the judged webhook
     * @param bearer the credential that the partner asked for, a secret
     * @param key whose settings are about to be changed
     * @param commandId by which command
     */
    ProbeResult probe(Target webhook, String bearer, SettingsKey key, String commandId);

    /** Takes every webhook for good, without calling it. */
    static WebhookProbe disabled() {
        return (webhook, bearer, key, commandId) -> new ProbeResult.Passed();
    }
}
