package io.wasettings.service.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.wasettings.service.background.UntilDone;
import io.wasettings.service.log.LogLine;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Creates the indexes in the background, trying until the store is available: nothing waits for them. */
public final class IndexSetup implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IndexSetup.class);

    private final MongoDatabase database;
    private final List<TtlIndex> expiries;
    private final List<QueryIndex> queries;
    private final UntilDone setup = new UntilDone("index-setup", this::created);

    public IndexSetup(MongoDatabase database, List<TtlIndex> expiries, List<QueryIndex> queries) {
        this.database = database;
        this.expiries = List.copyOf(expiries);
        this.queries = List.copyOf(queries);
    }

    @Override
    public void start() {
        setup.start();
    }

    @Override
    public void stop() {
        setup.stop();
    }

    @Override
    public boolean isRunning() {
        return setup.isStarted();
    }

    private boolean created() {
        try {
            expiries.forEach(index -> index.createIn(database));
            queries.forEach(this::create);
            return true;
        } catch (MongoException e) {
            LogLine.warn(LOG, "indexes_not_created")
                    .with("retry_in_ms", UntilDone.PAUSE.toMillis())
                    .with("cause", e.getMessage())
                    .write();
            return false;
        }
    }

    private void create(QueryIndex index) {
        database.getCollection(index.collection()).createIndex(Indexes.ascending(index.fields()), options(index));
    }

    private static IndexOptions options(QueryIndex index) {
        return index.only().isEmpty()
                ? new IndexOptions()
                : new IndexOptions().partialFilterExpression(new Document(Map.copyOf(index.only())));
    }
}
