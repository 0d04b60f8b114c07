package io.wasettings.processor.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.Status;

/** Counts what commands come to. */
final class CommandMetrics {

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

    /** A decided command was delivered again. */
    void repeated() {
        event("repeated");
    }

    /** A record had no readable command id. */
    void unidentified() {
        event("unidentified");
    }

    /** A command was deferred because its partner had too many waiting, or its server is left alone or busy. */
    void deferred() {
        event("deferred");
    }

    private void event(String kind) {
        registry.counter("wa.settings.records", "kind", kind).increment();
    }
}
