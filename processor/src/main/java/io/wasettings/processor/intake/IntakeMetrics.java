package io.wasettings.processor.intake;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.OptionalLong;

/** Gauges of what this process has in hand. */
final class IntakeMetrics implements MeterBinder {

    private static final double MS_PER_SECOND = 1000;

    private final Intake intake;
    private final Lanes lanes;
    private final Clock clock;

    IntakeMetrics(Intake intake, Lanes lanes, Clock clock) {
        this.intake = intake;
        this.lanes = lanes;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("wa.settings.commands.in.flight", lanes::running)
                .description("commands under way in this process")
                .register(registry);
        Gauge.builder("wa.settings.commands.waiting", lanes::waiting)
                .description("deliveries that wait in this process")
                .register(registry);
        Gauge.builder("wa.settings.commands.waiting.size", lanes::bytes)
                .description("bytes of deliveries that wait or are under way in this process")
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
        FunctionCounter.builder("wa.settings.commands.overdue", lanes, Lanes::overdue)
                .description("commands that did not come to an end and were given back")
                .register(registry);
        Gauge.builder("wa.settings.commands.oldest.age", this::ageOfOldest)
                .description("age of the oldest delivery that this process has not finished")
                .baseUnit("seconds")
                .register(registry);
    }

    private double ageOfOldest() {
        OptionalLong oldest = intake.assigned().values().stream()
                .map(PartitionProgress::oldestUnfinished)
                .flatMapToLong(OptionalLong::stream)
                .min();
        return oldest.isEmpty() ? 0 : Math.max(0, clock.millis() - oldest.getAsLong()) / MS_PER_SECOND;
    }
}
