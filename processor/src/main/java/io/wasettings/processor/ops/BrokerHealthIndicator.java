package io.wasettings.processor.ops;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while the broker answers and has the topics. */
final class BrokerHealthIndicator implements HealthIndicator {

    private static final int MISSED_READINGS = 3;

    private final BacklogWatch watch;
    private final Duration patience;
    private final Clock clock;

    BrokerHealthIndicator(BacklogWatch watch, OpsProperties properties, Clock clock) {
        this.watch = watch;
        this.patience = properties.backlogInterval().multipliedBy(MISSED_READINGS);
        this.clock = clock;
    }

    @Override
    public Health health() {
        boolean recent = watch.latest().readAt().plus(patience).isAfter(clock.instant());
        return (recent ? Health.up() : Health.down()).build();
    }
}
