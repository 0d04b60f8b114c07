package io.wasettings.processor.watch;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while the broker answers and has the topics. */
final class BrokerHealthIndicator implements HealthIndicator {

    private final Watch<Backlog> backlog;

    BrokerHealthIndicator(Watch<Backlog> backlog) {
        this.backlog = backlog;
    }

    @Override
    public Health health() {
        return (backlog.latest().isPresent() ? Health.up() : Health.down()).build();
    }
}
