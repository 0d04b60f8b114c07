package io.wasettings.processor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a batch of writes came to when the store took only a part of it. */
class GroupedWritesTest {

    private static final int DUPLICATE_KEY = 11000;
    private static final int OUT_OF_DISK_SPACE = 14031;

    @Test
    void each_write_has_its_own_outcome() {
        List<BooleanSupplier> outcomes =
                GroupedWrites.outcomes(failure(null, error(1, DUPLICATE_KEY), error(2, OUT_OF_DISK_SPACE)), 4);

        assertThat(outcomes.get(0).getAsBoolean()).isTrue();
        assertThat(outcomes.get(1).getAsBoolean()).isFalse();
        assertThatThrownBy(outcomes.get(2)::getAsBoolean).isInstanceOf(StoreUnavailableException.class);
        assertThat(outcomes.get(3).getAsBoolean()).isTrue();
    }

    @Test
    void what_no_majority_confirmed_is_not_written() {
        WriteConcernError notConfirmed = new WriteConcernError(
                64, "WriteConcernFailed", "waiting for replication timed out", new BsonDocument());

        assertThatThrownBy(() -> GroupedWrites.outcomes(failure(notConfirmed), 1))
                .isInstanceOf(StoreUnavailableException.class);
    }

    private static BulkWriteError error(int index, int code) {
        return new BulkWriteError(code, "refused", new BsonDocument(), index);
    }

    private static MongoBulkWriteException failure(@Nullable WriteConcernError concern, BulkWriteError... errors) {
        return new MongoBulkWriteException(
                BulkWriteResult.unacknowledged(), List.of(errors), concern, new ServerAddress(), Set.of());
    }
}
