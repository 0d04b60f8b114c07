package io.wasettings.service.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import java.util.function.Supplier;
import org.bson.conversions.Bson;

/** Translates what the driver throws, and bounds the operations of one call. */
public final class MongoCalls {

    /** Most operations in one call; larger batches are no faster. */
    public static final int MAX_BATCH = 100;

    private MongoCalls() {}

    /**
     * Runs the operation, and returns its result.
     *
     * @throws StoreUnavailableException if the store does not answer, or refuses
     */
    public static <T> T answer(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (MongoException e) {
            throw new StoreUnavailableException(e);
        }
    }

    /**
     * Updates the document that matches, and says whether there was one.
     *
     * @throws StoreUnavailableException when the store does not answer, or refuses
     */
    public static boolean updated(MongoCollection<?> collection, Bson filter, Bson update) {
        return answer(() -> collection.updateOne(filter, update)).getMatchedCount() > 0;
    }

    /** Whether there is a document with that {@code _id} already: for an upsert, one that its filter does not match. */
    public static boolean isDuplicateKey(MongoException failure) {
        return ErrorCategory.fromErrorCode(failure.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }

    /** The same of one write among several. */
    public static boolean isDuplicateKey(BulkWriteError failure) {
        return failure.getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
}
