package io.wasettings.service.status;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.MongoCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The newest statuses of commands, in collection {@code commands}. A status is written only if it replaces the one that
 * is there, so it does not matter who writes first.
 */
public final class CommandStatuses {

    /**
     * A second one after a duplicate key: of two first writes, the one that is further on may lose the insert; the
     * second try decides.
     */
    private static final int TRIES = 2;

    private final MongoCollection<Document> collection;
    private final Clock clock;
    private final Duration retention;

    /**
     * The statuses in that database.
     *
     * @param retention how long a command is remembered after its last status
     */
    public CommandStatuses(MongoDatabase database, Clock clock, Duration retention) {
        this.collection = database.getCollection(CollectionNames.COMMANDS);
        this.clock = clock;
        this.retention = retention;
    }

    /** The newest status of that command. */
    public Optional<ToldStatus> find(CommandRef command) {
        return Optional.ofNullable(collection.find(eq(command.key())).first()).flatMap(CommandDocuments::told);
    }

    /**
     * The newest command of that id that belongs to the partner; a record that reused the name of another command only
     * if there is nothing else.
     *
     * @param source null for any
     */
    public Optional<ToldStatus> newest(String id, String partner, @Nullable String source) {
        Bson named = and(eq(CommandDocuments.COMMAND_ID, id), eq(CommandDocuments.PARTNER, partner));
        Bson filter = source == null ? named : and(named, eq(CommandDocuments.SOURCE, source));
        return CommandDocuments.newestFirst(collection, filter).stream()
                .filter(document -> document.containsKey(CommandDocuments.STATUS))
                .findFirst()
                .flatMap(CommandDocuments::told);
    }

    /** Writes the statuses that stand, in one call. */
    public void keep(Collection<ToldStatus> statuses) {
        List<ToldStatus> open = List.copyOf(statuses);
        for (int i = 0; i < TRIES && !open.isEmpty(); i++) {
            open = refused(open);
        }
    }

    /** Writes the statuses; returns those whose document does not give way, or was made by somebody else just then. */
    private List<ToldStatus> refused(List<ToldStatus> statuses) {
        try {
            collection.bulkWrite(statuses.stream().map(this::write).toList(), new BulkWriteOptions().ordered(false));
            return List.of();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null || !e.getWriteErrors().stream().allMatch(MongoCalls::isDuplicateKey)) {
                throw e;
            }
            return e.getWriteErrors().stream()
                    .map(BulkWriteError::getIndex)
                    .map(statuses::get)
                    .toList();
        }
    }

    private WriteModel<Document> write(ToldStatus told) {
        Instant now = clock.instant();
        return new UpdateOneModel<>(
                CommandDocuments.givingWayTo(told),
                CommandDocuments.writing(told, now, now.plus(retention), new Document()),
                new UpdateOptions().upsert(true));
    }
}
