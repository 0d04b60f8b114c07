package io.wasettings.service.kafka;

import io.wasettings.service.startup.MisconfigurationException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;

/**
 * Reports mistakes in the settings of all clients before any client is made: those that wait for a broker would wait
 * for ever. A name that does not resolve is no mistake, since it may resolve later.
 */
final class BrokerSettings {

    private static final String SERVERS = AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG;

    private BrokerSettings() {}

    /** @throws MisconfigurationException saying in one line what is wrong */
    static void verify(Map<String, Object> settings) {
        for (String server : servers(settings.getOrDefault(SERVERS, ""))) {
            if (Utils.getHost(server) == null || Utils.getPort(server) == null) {
                throw new MisconfigurationException(
                        "spring.kafka.bootstrap-servers must be a list of host:port, which \"" + server + "\" is not");
            }
        }
        try {
            AdminClientConfig unused = new AdminClientConfig(settings);
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
