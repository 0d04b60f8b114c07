package io.wasettings.processor.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.WriteModel;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;

/** Writes to one collection; those of concurrent callers travel together. */
final class GroupedWrites {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> collection;
    private final GroupCommit<WriteModel<Document>, Boolean> group = new GroupCommit<>(this::writeAll);

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
        return group.call(write);
    }

    private List<Boolean> writeAll(List<WriteModel<Document>> writes) {
        try {
            collection.bulkWrite(writes, UNORDERED);
            return Collections.nCopies(writes.size(), true);
        } catch (MongoBulkWriteException e) {
            Set<Integer> refused = refused(e, writes.size());
            return IntStream.range(0, writes.size())
                    .mapToObj(index -> !refused.contains(index))
                    .toList();
        } catch (MongoException e) {
            throw new StoreUnavailableException(e);
        }
    }

    /** The indexes of writes that another document was in the way of. What else went wrong is thrown. */
    private static Set<Integer> refused(MongoBulkWriteException failure, int writes) {
        boolean othersFailed = !failure.getWriteErrors().stream().allMatch(MongoCalls::isDuplicateKey);
        if (failure.getWriteConcernError() != null || (othersFailed && writes == 1)) {
            throw new StoreUnavailableException(failure);
        }
        if (othersFailed) {
            throw failure;
        }
        return failure.getWriteErrors().stream().map(BulkWriteError::getIndex).collect(Collectors.toSet());
    }
}
