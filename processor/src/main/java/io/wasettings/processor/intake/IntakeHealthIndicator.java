package io.wasettings.processor.intake;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down when the poll loop's thread is stuck or gone, or wants memory or threads for long; a broker that is away is no
 * reason, since a restart won't help.
 */
final class IntakeHealthIndicator implements HealthIndicator {

    /** Longer than any round takes: revocation with its grace, and a commit, included. */
    private static final Duration STUCK = Duration.ofMinutes(2);

    private final Intake intake;

    IntakeHealthIndicator(Intake intake) {
        this.intake = intake;
    }

    @Override
    public Health health() {
        boolean alive = intake.isRunning() && intake.silence().compareTo(STUCK) < 0;
        return (alive ? Health.up() : Health.down()).build();
    }
}
