package io.wasettings.ingest.store;

import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether MongoDB answers {@code ping}. Not part of readiness: commands are taken in without the store. In place of
 * Boot's own indicator, whose {@code hello} not every MongoDB-compatible server knows.
 */
final class StoreHealthIndicator implements HealthIndicator {

    private static final Document PING = new Document("ping", 1);

    private final Store store;

    StoreHealthIndicator(Store store) {
        this.store = store;
    }

    @Override
    public Health health() {
        boolean answers = store.call(database -> database.runCommand(PING))
                .handle((pong, failure) -> failure == null)
                .join();
        return (answers ? Health.up() : Health.down()).build();
    }
}
