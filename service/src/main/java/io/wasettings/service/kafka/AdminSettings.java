package io.wasettings.service.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The settings of admin clients.
 *
 * @param values the broker's address and security, and bounds on a single request: callers repeat theirs
 */
public record AdminSettings(Map<String, Object> values) {

    private static final int PATIENCE_MS = 5000;

    public AdminSettings {
        // If only one of the two is set, the other has to fit: the client refuses a request timeout above the total.
        Map<String, Object> bounded = new HashMap<>(values);
        int request = millis(values, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG);
        int all = millis(values, AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);
        bounded.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(request, all));
        bounded.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.max(request, all));
        values = Map.copyOf(bounded);
    }

    private static int millis(Map<String, Object> values, String name) {
        return (int) ConfigDef.parseType(name, values.getOrDefault(name, PATIENCE_MS), ConfigDef.Type.INT);
    }

    /** The addresses of the broker, as they were given. */
    public String servers() {
        Object servers = values.getOrDefault(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "");
        return servers instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(servers);
    }
}
