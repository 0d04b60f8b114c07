package io.wasettings.service.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * What admin clients are made with.
 *
 * @param values the broker's address and security, and bounds on a single question: whoever asks, asks again
 */
public record AdminSettings(Map<String, Object> values) {

    private static final int PATIENCE_MS = 5000;

    public AdminSettings {
        Map<String, Object> bounded = new HashMap<>(values);
        // Who sets the one means the other to follow it; the client refuses a request that may take longer than the
        // whole.
        if (bounded.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS) == null) {
            bounded.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        }
        values = Map.copyOf(bounded);
    }

    /** The addresses of the broker, as they were given. */
    public String servers() {
        Object servers = values.getOrDefault(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "");
        return servers instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(servers);
    }
}
