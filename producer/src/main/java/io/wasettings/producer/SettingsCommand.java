package io.wasettings.producer;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SettingsKey.Channel;
import io.wasettings.common.settings.ValidSettings;
import java.util.UUID;

/**
 * A request to replace the settings of one sender. Its rules are checked by the processor, which tells what is wrong as
 * it tells partners; only an illegal id, and user info in a URL, are refused before it is published.
 *
 * @param id unique per source: 1..128 characters (code points) without control characters. The same id with the same
 *     content is the same command, submitted again: its outcome is told again
 * @param partner whose settings
 * @param channel the kind of messages
 * @param settings the settings, secrets in the clear
 */
public record SettingsCommand(String id, String partner, Channel channel, ValidSettings settings) {

    /** @throws IllegalArgumentException for an id under which no outcome could be told; it says what is wrong */
    public SettingsCommand {
        CloudEvent.problemOfId(id).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /** A command with an id of its own. */
    public static SettingsCommand of(String partner, Channel channel, ValidSettings settings) {
        return new SettingsCommand(UUID.randomUUID().toString(), partner, channel, settings);
    }

    /** Whose settings these are; the record key. */
    SettingsKey key() {
        return new SettingsKey(partner, channel, settings.from());
    }
}
