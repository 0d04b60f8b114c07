package io.wasettings.processor.store;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.kafka.Version;

/**
 * The settings of one sender as they are stored; secrets sealed.
 *
 * @param key whose settings
 * @param webhookUrl where the platform calls back, its host an A-label
 * @param credentials what it is called with
 * @param version where the command first appeared
 * @param commandId the command that brought them
 */
public record Settings(
        SettingsKey key, String webhookUrl, SealedCredentials credentials, Version version, String commandId) {

    /**
     * Whether that command brought them: an earlier attempt at it may have saved them. Where it first appeared tells,
     * or if that is not known, its id.
     */
    public boolean isOf(String id, Version firstSeen) {
        return version.isSameAs(firstSeen) || (version.equals(firstSeen) && commandId.equals(id));
    }
}
