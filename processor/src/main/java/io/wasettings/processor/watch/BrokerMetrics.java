package io.wasettings.processor.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wasettings.processor.kafka.RetryProperties;
import io.wasettings.service.kafka.TopicProperties;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Gauges of what lies on the topics. Those that the broker cannot tell, or all while it is away, are not numbers. */
final class BrokerMetrics implements MeterBinder {

    private final Watch<Backlog> backlog;
    private final TopicProperties topics;
    private final int tiers;
    private final Set<Integer> leftBehind = ConcurrentHashMap.newKeySet();

    /** @param tiers how many retry topics are configured; others are shown once they are found */
    BrokerMetrics(Watch<Backlog> backlog, TopicProperties topics, int tiers) {
        this.backlog = backlog;
        this.topics = topics;
        this.tiers = tiers;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("wa.settings.broker.up", backlog::up)
                .description("whether the broker answers and has the topics")
                .register(registry);
        Gauge.builder("wa.settings.commands.lag", () -> number(Backlog::commands))
                .description("commands on the commands topic that are not finished")
                .register(registry);
        Gauge.builder("wa.settings.dead.letters", () -> number(Backlog::deadLetters))
                .description("records on the dead-letter topic, those included that were replayed since")
                .register(registry);
        for (int tier = 1; tier <= tiers; tier++) {
            depth(registry, tier);
        }
        backlog.onReading(read -> leftBehind(registry, read));
    }

    private double number(Function<Backlog, OptionalLong> part) {
        return backlog.number(
                read -> part.apply(read).stream().asDoubleStream().findFirst().orElse(Double.NaN));
    }

    private void leftBehind(MeterRegistry registry, Backlog read) {
        for (int tier = tiers + 1; tier <= RetryProperties.MAX_DELAYS; tier++) {
            if (read.retries().containsKey(topics.retry(tier)) && leftBehind.add(tier)) {
                depth(registry, tier);
            }
        }
    }

    private void depth(MeterRegistry registry, int tier) {
        String topic = topics.retry(tier);
        Gauge.builder("wa.settings.retry.depth", () -> number(read -> read.retriesOn(topic)))
                .description("commands that wait for a retry")
                .tag("tier", String.valueOf(tier))
                .register(registry);
    }
}
