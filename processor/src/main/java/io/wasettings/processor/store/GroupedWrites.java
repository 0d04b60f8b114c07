package io.wasettings.processor.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.WriteModel;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bson.Document;

/** Writes to one collection; those of concurrent callers travel together. */
final class GroupedWrites {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> collection;
    private final GroupCommit<WriteModel<Document>, BooleanSupplier> group = new GroupCommit<>(this::writeAll);

    GroupedWrites(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    /**
     * Writes it, unless there is a document of that {@code _id} which an insert's or a conditional upsert's must not
     * replace.
     *
     * @return whether it was written
     * @throws StoreUnavailableException when the store did not confirm
     */
    boolean write(WriteModel<Document> write) {
        return group.call(write).getAsBoolean();
    }

    /**
     * Writes a conditional upsert for sure, unless what is there is not to be replaced.
     *
     * @return whether it was written
     * @throws StoreUnavailableException when the store did not confirm
     */
    boolean upsert(WriteModel<Document> upsert) {
        boolean written = write(upsert);
        // Once more after a duplicate key: of two first writes, the one that is further on may lose the insert; then
        // the document exists, and the second try tells for sure.
        return written || write(upsert);
    }

    private List<BooleanSupplier> writeAll(List<WriteModel<Document>> writes) {
        try {
            collection.bulkWrite(writes, UNORDERED);
            return Collections.nCopies(writes.size(), () -> true);
        } catch (MongoBulkWriteException e) {
            return outcomes(e, writes.size());
        } catch (MongoException e) {
            throw new StoreUnavailableException(e);
        }
    }

    /** What a batch came to of which some failed; all others were written, as they have no order. */
    static List<BooleanSupplier> outcomes(MongoBulkWriteException failure, int writes) {
        if (failure.getWriteConcernError() != null) {
            throw new StoreUnavailableException(failure);
        }
        List<BooleanSupplier> outcomes = new ArrayList<>(Collections.nCopies(writes, () -> true));
        failure.getWriteErrors().forEach(error -> outcomes.set(error.getIndex(), outcome(error, failure)));
        return outcomes;
    }

    private static BooleanSupplier outcome(BulkWriteError error, MongoBulkWriteException failure) {
        if (MongoCalls.isDuplicateKey(error)) {
            return () -> false;
        }
        return () -> {
            throw new StoreUnavailableException(failure);
        };
    }
}
