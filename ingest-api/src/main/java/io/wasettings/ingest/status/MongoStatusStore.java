package io.wasettings.ingest.status;

import com.mongodb.client.model.Filters;
import io.wasettings.common.Json;
import io.wasettings.common.Status;
import io.wasettings.ingest.store.Inserts;
import io.wasettings.ingest.store.Store;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The collection {@code command_status}: the status resource with the command id as {@code _id} and the time from which
 * MongoDB may drop it. The processor writes here as well, and owns the indexes.
 */
final class MongoStatusStore implements StatusStore {

    private static final String COLLECTION = "command_status";
    private static final String ID = "_id";
    private static final String EXPIRES_AT = "expires_at";
    private static final Duration KEPT = Duration.ofDays(30);

    private final Store store;

    MongoStatusStore(Store store) {
        this.store = store;
    }

    @Override
    public CompletableFuture<Optional<Status>> find(String commandId) {
        return store.call(database -> Optional.ofNullable(status(database.getCollection(COLLECTION)
                .find(Filters.eq(ID, commandId))
                .first())));
    }

    @Override
    public CompletableFuture<Boolean> insertIfAbsent(Status status) {
        return store.call(database -> Inserts.ifAbsent(database.getCollection(COLLECTION), document(status)));
    }

    private static Document document(Status status) {
        return Document.parse(Json.mapper().writeValueAsString(status))
                .append(ID, status.commandId())
                .append(EXPIRES_AT, Date.from(status.occurredAt().plus(KEPT)));
    }

    private static @Nullable Status status(@Nullable Document document) {
        if (document == null) {
            return null;
        }
        document.remove(ID);
        document.remove(EXPIRES_AT);
        return Json.mapper().readValue(document.toJson(), Status.class);
    }
}
