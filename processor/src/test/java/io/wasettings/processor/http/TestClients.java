package io.wasettings.processor.http;

import io.wasettings.processor.validation.url.Target;
import io.wasettings.service.trace.Traces;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;

/** Patient clients, with the default limits, and hasty ones, whose limits are short enough to be waited for. */
public final class TestClients {

    /** What applies where nothing is configured. */
    public static final HttpSettings DEFAULTS = new Binder()
            .bindOrCreate("wa.settings.processor.http", HttpProperties.class)
            .toSettings(1);

    /** Well above the limits of a hasty client, on a machine that is busy with other things too. */
    static final Duration NOT_FOR_EVER = Duration.ofSeconds(20);

    private TestClients() {}

    /** A client that calls every server, however often it has failed. */
    public static GuardedHttpClient client(HttpSettings settings) {
        return client(settings, noCircuits());
    }

    static GuardedHttpClient client(HttpSettings settings, Circuits circuits) {
        return new GuardedHttpClient(settings, circuits, new CallTraces(Traces.off(), false));
    }

    /** No circuit ever opens. */
    static Circuits noCircuits() {
        CircuitBreakerProperties off = new CircuitBreakerProperties(false, 100, 1, 1, Duration.ofSeconds(1), 1, 1);
        return new Circuits(off, Clock.systemUTC());
    }

    public static GuardedHttpClient patient(@Nullable URI proxy, @Nullable Path authority) {
        return client(
                DEFAULTS.connectTimeout(),
                DEFAULTS.readTimeout(),
                DEFAULTS.totalTimeout(),
                DEFAULTS.maxConnectionsPerHost(),
                proxy,
                authority);
    }

    /** As by default, silence may last as long as the whole call. */
    static GuardedHttpClient hasty(int connectionsPerHost, @Nullable URI proxy) {
        Duration total = Duration.ofSeconds(4);
        return client(Duration.ofMillis(1500), total, total, connectionsPerHost, proxy, null);
    }

    /** Wants its connections soon, but else bears as much as a patient one. */
    static GuardedHttpClient soonConnected(Duration within, URI proxy, Path authority) {
        return client(
                within,
                DEFAULTS.readTimeout(),
                DEFAULTS.totalTimeout(),
                DEFAULTS.maxConnectionsPerHost(),
                proxy,
                authority);
    }

    /** Waits longer for a connection than the whole call may take. */
    static GuardedHttpClient slowlyConnected() {
        Duration total = Duration.ofSeconds(1);
        return client(NOT_FOR_EVER.multipliedBy(2), total, total, DEFAULTS.maxConnectionsPerHost(), null, null);
    }

    /** Bears no long silence, but else as much as a patient one. */
    static GuardedHttpClient impatient() {
        return client(
                DEFAULTS.connectTimeout(),
                Duration.ofMillis(300),
                DEFAULTS.totalTimeout(),
                DEFAULTS.maxConnectionsPerHost(),
                null,
                null);
    }

    /** Takes only small answers, and as much time as a patient one. */
    static GuardedHttpClient frugal(@Nullable Path authority) {
        return client(new HttpSettings(
                DEFAULTS.connectTimeout(),
                DEFAULTS.readTimeout(),
                DEFAULTS.totalTimeout(),
                1024,
                1024,
                DEFAULTS.maxConnections(),
                DEFAULTS.maxConnectionsPerHost(),
                DEFAULTS.idleTimeout(),
                null,
                authority));
    }

    public static GuardedHttpClient hasty() {
        return hasty(DEFAULTS.maxConnectionsPerHost(), null);
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
        return client(new HttpSettings(
                connect,
                read,
                total,
                DEFAULTS.maxBodySize(),
                DEFAULTS.maxHeaderSize(),
                DEFAULTS.maxConnections(),
                connectionsPerHost,
                DEFAULTS.idleTimeout(),
                proxy,
                authority));
    }
}
