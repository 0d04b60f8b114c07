package io.wasettings.processor.renewal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.text.WireNames;
import io.wasettings.processor.store.RenewalQueue.Census;
import io.wasettings.processor.store.RenewalQueue.State;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Counts renewals, and shows how many tokens there are as of the last census. */
final class RenewalMetrics {

    private final MeterRegistry registry;
    private volatile @Nullable Census census;

    RenewalMetrics(MeterRegistry registry) {
        this.registry = registry;
        gauge("wa.settings.tokens.expired", null, Census::expired);
        for (State state : State.values()) {
            gauge("wa.settings.tokens", state, counted -> counted.byState().getOrDefault(state, 0L));
        }
        // From the start, so that the first one is an increase.
        for (Renewer.Result result : Renewer.Result.values()) {
            renewals(WireNames.of(result));
        }
    }

    /**
     * Counts a renewal.
     *
     * @param result what it came to; null for an error of this program or its store
     */
    void renewed(Renewer.@Nullable Result result) {
        renewals(result == null ? "error" : WireNames.of(result)).increment();
    }

    void counted(Census latest) {
        census = latest;
    }

    /** Notes that the tokens could not be counted: how many there are is not known any more. */
    void notCounted() {
        census = null;
    }

    private Counter renewals(String outcome) {
        return registry.counter("wa.settings.token.renewals", "outcome", outcome);
    }

    private void gauge(String name, @Nullable State state, ToDoubleFunction<Census> value) {
        Gauge.Builder<RenewalMetrics> gauge = Gauge.builder(name, this, metrics -> metrics.read(value));
        if (state != null) {
            gauge.tag("renewal", WireNames.of(state));
        }
        gauge.register(registry);
    }

    /** Not a number before the first census, or while the store is away: nobody shall take "unknown" for "none". */
    private double read(ToDoubleFunction<Census> value) {
        Census latest = census;
        return latest == null ? Double.NaN : value.applyAsDouble(latest);
    }
}
