package io.wasettings.processor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wasettings.processor.watch.Watch.Watched;
import io.wasettings.service.kafka.TopicProperties;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the broker cannot tell of one topic is not a number; it is up all the same. */
class BrokerMetricsTest {

    private static final TopicProperties TOPICS =
            new TopicProperties("commands", "status", "retry", "dlt", 6, (short) 1);

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void what_lies_on_a_topic_without_one_of_its_partitions_is_not_a_number_and_the_broker_is_up() {
        Backlog partial =
                new Backlog(OptionalLong.empty(), Map.of(TOPICS.retry(1), OptionalLong.empty()), OptionalLong.of(3));
        Watch<Backlog> watch = new Watch<>(new Watched("broker", "kafka-1:9092"), () -> partial, Duration.ofMinutes(1));
        watch.work();

        new BrokerMetrics(watch, TOPICS, 2).bindTo(registry);

        assertThat(gauge("wa.settings.broker.up")).isEqualTo(1);
        assertThat(gauge("wa.settings.commands.lag")).isNaN();
        assertThat(gauge("wa.settings.retry.depth", "tier", "1")).isNaN();
        assertThat(gauge("wa.settings.retry.depth", "tier", "2")).isZero();
        assertThat(gauge("wa.settings.dead.letters")).isEqualTo(3);
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }
}
