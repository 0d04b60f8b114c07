package io.wasettings.service.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Creates the indexes in the background and tries until the store is there: nothing waits for them. */
public final class IndexSetup implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IndexSetup.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final MongoDatabase database;
    private final List<TtlIndex> expiries;
    private final List<QueryIndex> queries;
    private volatile @Nullable Thread thread;

    public IndexSetup(MongoDatabase database, List<TtlIndex> expiries, List<QueryIndex> queries) {
        this.database = database;
        this.expiries = List.copyOf(expiries);
        this.queries = List.copyOf(queries);
    }

    @Override
    public void start() {
        Thread started = new Thread(this::run, "index-setup");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    @Override
    public void stop() {
        Thread stopping = thread;
        thread = null;
        if (stopping != null) {
            stopping.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            try {
                expiries.forEach(this::create);
                queries.forEach(this::create);
                return;
            } catch (MongoException e) {
                LOG.warn("event=indexes_not_created retry_in={} cause=\"{}\"", PAUSE, e.getMessage());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void create(QueryIndex index) {
        database.getCollection(index.collection()).createIndex(Indexes.ascending(index.fields()));
    }

    private void create(TtlIndex index) {
        database.getCollection(index.collection())
                .createIndex(Indexes.ascending(index.field()), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
    }
}
