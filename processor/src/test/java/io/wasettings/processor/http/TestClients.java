package io.wasettings.processor.http;

import io.wasettings.processor.validation.url.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Patient clients, with the default limits, and hasty ones, whose limits are short enough to be waited for. */
final class TestClients {

    /** Well above the limits of a hasty client, on a machine that is busy with other things too. */
    static final Duration NOT_FOR_EVER = Duration.ofSeconds(8);

    private TestClients() {}

    static GuardedHttpClient patient(@Nullable URI proxy, @Nullable Path authority) {
        HttpSettings defaults = HttpSettings.DEFAULTS;
        return client(
                defaults.connectTimeout(),
                defaults.readTimeout(),
                defaults.totalTimeout(),
                defaults.maxConnectionsPerHost(),
                proxy,
                authority);
    }

    static GuardedHttpClient hasty(int connectionsPerHost, @Nullable URI proxy) {
        return hasty(connectionsPerHost, proxy, null);
    }

    /** As by default, silence may last as long as the whole call. */
    static GuardedHttpClient hasty(int connectionsPerHost, @Nullable URI proxy, @Nullable Path authority) {
        Duration total = Duration.ofMillis(1200);
        return client(Duration.ofMillis(400), total, total, connectionsPerHost, proxy, authority);
    }

    /** Bears no long silence, but else as much as a patient one. */
    static GuardedHttpClient impatient() {
        HttpSettings defaults = HttpSettings.DEFAULTS;
        return client(
                defaults.connectTimeout(),
                Duration.ofMillis(300),
                defaults.totalTimeout(),
                defaults.maxConnectionsPerHost(),
                null,
                null);
    }

    static GuardedHttpClient hasty() {
        return hasty(HttpSettings.DEFAULTS.maxConnectionsPerHost(), null);
    }

    static URI proxy(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    static Exchange post(GuardedHttpClient client, Target target) {
        return client.post("acme", target, Map.of(), "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static GuardedHttpClient client(
            Duration connect,
            Duration read,
            Duration total,
            int connectionsPerHost,
            @Nullable URI proxy,
            @Nullable Path authority) {
        HttpSettings defaults = HttpSettings.DEFAULTS;
        return new GuardedHttpClient(new HttpSettings(
                connect,
                read,
                total,
                defaults.maxBodySize(),
                defaults.maxHeaderSize(),
                defaults.maxConnections(),
                connectionsPerHost,
                defaults.idleTimeout(),
                proxy,
                authority));
    }
}
