package io.wasettings.service.kafka;

import io.wasettings.service.startup.MisconfigurationException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;

/**
 * Reports mistakes in the settings of all clients before any client is made: those that wait for a broker would wait
 * for ever. A name that does not resolve is no mistake, since it may resolve later.
 */
final class BrokerSettings {

    private static final String SERVERS = AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG;

    private BrokerSettings() {}

    /**
     * Verifies what all clients share.
     *
     * @throws MisconfigurationException saying in one line what is wrong
     */
    static void verify(Map<String, Object> settings) {
        for (String server : servers(settings.getOrDefault(SERVERS, ""))) {
            if (Utils.getHost(server) == null || Utils.getPort(server) == null) {
                throw new MisconfigurationException(
                        "spring.kafka.bootstrap-servers must be a list of host:port, which \"" + server + "\" is not");
            }
        }
        verify(settings, AdminClientConfig::new);
    }

    /** @throws MisconfigurationException saying in one line what is wrong */
    static void verifyProducers(Map<String, Object> settings) {
        verify(settings, ProducerConfig::new);
    }

    /** @throws MisconfigurationException saying in one line what is wrong */
    static void verifyConsumers(Map<String, Object> settings) {
        verify(settings, ConsumerConfig::new);
    }

    private static void verify(Map<String, Object> settings, Function<Map<String, Object>, AbstractConfig> client) {
        try {
            var unused = client.apply(settings);
        } catch (ConfigException e) {
            throw new MisconfigurationException("The Kafka client refuses spring.kafka.*: " + e.getMessage());
        }
    }

    private static List<String> servers(Object value) {
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value).trim().split("\\s*,\\s*", -1));
    }
}
