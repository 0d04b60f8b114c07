package io.wasettings.processor.command.report;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.store.CommandStore.Attempt;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Counts what commands and their attempts come to, and how long commands take. */
final class CommandMetrics {

    /** From the fastest command to one whose retries are spent. */
    private static final Duration[] BUCKETS = Stream.of(
                    50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 900_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A command reached a state. */
    void reached(Status status) {
        registry.counter(
                        "wa.settings.commands",
                        "state",
                        status.state().wireName(),
                        "code",
                        status.code() == null ? "none" : String.valueOf(status.code()))
                .increment();
    }

    /** An attempt has ended. */
    void attempted(Attempt attempt) {
        registry.counter(
                        "wa.settings.attempts",
                        "step",
                        attempt.step() == null ? "none" : attempt.step(),
                        "outcome",
                        attempt.outcome())
                .increment();
    }

    /**
     * A command came to its end, at that time; those that operators have replayed are left out, for they waited for
     * them.
     *
     * @param accepted when the broker took it, in milliseconds since the epoch
     */
    void ended(ToldStatus told, long accepted) {
        Status status = told.status();
        if (told.round() == 0 && status.state().terminal()) {
            Timer.builder("wa.settings.commands.duration")
                    .description("from a command's first appearance on the commands topic to its end")
                    .tag("state", status.state().wireName())
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry)
                    .record(Math.max(0, status.occurredAt().toEpochMilli() - accepted), TimeUnit.MILLISECONDS);
        }
    }

    /** A decided command was delivered again. */
    void repeated() {
        event("repeated");
    }

    /** A record had no readable command id. */
    void unidentified() {
        event("unidentified");
    }

    /**
     * A command was deferred: for room, for a server that is left alone or busy, or because something of this service
     * is away.
     */
    void deferred() {
        event("deferred");
    }

    private void event(String kind) {
        registry.counter("wa.settings.records", "kind", kind).increment();
    }
}
