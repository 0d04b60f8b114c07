package io.wasettings.processor.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wasettings.processor.store.OpenFailures;
import io.wasettings.processor.store.OpenFailures.Kind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gauges of commands that stand as failed. While the store is away they are not numbers. */
final class StoreMetrics implements MeterBinder {

    private final Watch<OpenFailures> failures;
    private final Set<Kind> shown = ConcurrentHashMap.newKeySet();

    StoreMetrics(Watch<OpenFailures> failures) {
        this.failures = failures;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("wa.settings.store.up", failures::up)
                .description("whether the store answers")
                .register(registry);
        failures.onReading(
                read -> read.byKind().keySet().stream().filter(shown::add).forEach(kind -> gauge(registry, kind)));
    }

    /** What was shown once and has gone since is none. */
    private void gauge(MeterRegistry registry, Kind kind) {
        String name = kind.isParked() ? "wa.settings.failures.parked" : "wa.settings.failures.open";
        Gauge.builder(name, () -> failures.number(read -> read.count(kind)))
                .description("commands that stand as failed")
                .tag("step", kind.step())
                .tag("code", kind.code())
                .register(registry);
    }
}
