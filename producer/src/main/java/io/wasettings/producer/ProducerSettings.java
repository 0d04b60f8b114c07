package io.wasettings.producer;

import io.wasettings.common.event.CloudEvent;
import java.util.Map;

/**
 * How a system submits settings.
 *
 * @param source names this system, a URI reference without spaces such as {@code /billing/provisioning}; command ids
 *     are unique per source
 * @param clients settings of Kafka's clients, such as {@code bootstrap.servers}; those that the guarantees depend on
 *     are overridden
 * @param commands the topic of commands
 * @param statuses the topic of statuses
 */
public record ProducerSettings(String source, Map<String, Object> clients, String commands, String statuses) {

    /** @throws IllegalArgumentException for a source under which no outcome could be told; it says what is wrong */
    public ProducerSettings {
        CloudEvent.problemOfSource(source).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        clients = Map.copyOf(clients);
    }

    /** With the default topics. */
    public static ProducerSettings of(String source, Map<String, Object> clients) {
        return new ProducerSettings(source, clients, "wa.settings.commands", "wa.settings.status");
    }
}
