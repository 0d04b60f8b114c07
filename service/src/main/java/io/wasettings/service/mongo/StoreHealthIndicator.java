package io.wasettings.service.mongo;

import java.util.function.Consumer;
import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether MongoDB answers {@code ping}. In place of Boot's own indicator, whose {@code hello} not every
 * MongoDB-compatible server knows.
 */
public final class StoreHealthIndicator implements HealthIndicator {

    private static final Document PING = new Document("ping", 1);

    private final Consumer<Document> command;

    /** @param command runs a command, and throws if the store does not answer it in time */
    public StoreHealthIndicator(Consumer<Document> command) {
        this.command = command;
    }

    /** Gives no details of a failure, which might show the store's address. */
    @Override
    public Health health() {
        try {
            command.accept(PING);
            return Health.up().build();
        } catch (RuntimeException e) {
            return Health.down().build();
        }
    }
}
