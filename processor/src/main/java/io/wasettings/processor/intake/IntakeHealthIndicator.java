package io.wasettings.processor.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down when the poll loop's thread is stuck or gone; a broker that is away is no reason, since a restart won't help.
 */
final class IntakeHealthIndicator implements HealthIndicator {

    /** Longer than any round takes: revocation with its grace, and a commit, included. */
    private static final Duration STUCK = Duration.ofMinutes(2);

    private final Intake intake;
    private final Clock clock;

    IntakeHealthIndicator(Intake intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Instant lastSign = intake.lastSign();
        boolean alive = intake.isRunning() && lastSign.plus(STUCK).isAfter(clock.instant());
        return (alive ? Health.up() : Health.down()).build();
    }
}
