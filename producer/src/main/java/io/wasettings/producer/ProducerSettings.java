package io.wasettings.producer;

import java.util.Map;

/**
 * How a system submits settings.
 *
 * @param source names this system, a URI reference such as {@code /billing/provisioning}; command ids are unique per
 *     source
 * @param clients settings of Kafka's clients, such as {@code bootstrap.servers}; what the promises rest on is set
 *     whatever they say
 * @param commands the topic of commands
 * @param statuses the topic of statuses
 */
public record ProducerSettings(String source, Map<String, Object> clients, String commands, String statuses) {

    public ProducerSettings {
        clients = Map.copyOf(clients);
    }

    /** With the default topics. */
    public static ProducerSettings of(String source, Map<String, Object> clients) {
        return new ProducerSettings(source, clients, "wa.settings.commands", "wa.settings.status");
    }
}
