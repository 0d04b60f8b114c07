package io.wasettings.processor.ops;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up when the store answers a ping. */
final class StoreHealthIndicator extends AbstractHealthIndicator {

    private final MongoDatabase database;

    StoreHealthIndicator(MongoDatabase database) {
        super("The store does not answer");
        this.database = database;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        database.runCommand(new Document("ping", 1));
        builder.up();
    }
}
