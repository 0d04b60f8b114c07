package io.wasettings.processor.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wasettings.service.kafka.TopicProperties;

/** Gauges of what lies on the topics. */
final class OpsMetrics implements MeterBinder {

    private final BacklogWatch watch;
    private final TopicProperties topics;
    private final int tiers;

    OpsMetrics(BacklogWatch watch, TopicProperties topics, int tiers) {
        this.watch = watch;
        this.topics = topics;
        this.tiers = tiers;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("wa.settings.commands.lag", () -> watch.latest().waitingOn(topics.commands()))
                .description("commands on the commands topic that are not finished")
                .register(registry);
        for (int tier = 1; tier <= tiers; tier++) {
            String topic = topics.retry(tier);
            Gauge.builder("wa.settings.retry.depth", () -> watch.latest().waitingOn(topic))
                    .description("commands that wait for a retry")
                    .tag("tier", String.valueOf(tier))
                    .register(registry);
        }
        Gauge.builder("wa.settings.dead.letters", () -> watch.latest().deadLetters())
                .description("records on the dead-letter topic, those included that were replayed since")
                .register(registry);
    }
}
