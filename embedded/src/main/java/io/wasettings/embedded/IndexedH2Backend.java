package io.wasettings.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;

/**
 * A store in a file whose filters use indexes. Only the documents are kept there: all else is made anew from them,
 * whatever a kill has left of it.
 */
final class IndexedH2Backend extends H2Backend {

    private static final String ID_INDEX = "_id_";

    private final Timer expiry = new Timer("store-expiry", true);

    private IndexedH2Backend(MVStore store) {
        super(store);
    }

    /**
     * Opens or creates the file; removes expired documents at once and then every hour.
     *
     * @param whenNotWritten is told, once, why the file can no longer be written
     */
    static IndexedH2Backend open(Path file, Consumer<Throwable> whenNotWritten) {
        IndexedH2Backend backend = new IndexedH2Backend(StoreFile.open(file, whenNotWritten));
        backend.expiry.schedule(backend.removal(), 0, Duration.ofHours(1).toMillis());
        return backend;
    }

    private TimerTask removal() {
        return new TimerTask() {
            @Override
            public void run() {
                removeExpired(Instant.now(getClock()));
            }
        };
    }

    /** Removes the documents that have expired by {@code now}, as MongoDB does for TTL indexes. */
    synchronized void removeExpired(Instant now) {
        if (!getMvStore().isClosed() && getMvStore().getPanicException() == null) {
            listDatabaseNames().stream()
                    .map(this::resolveDatabase)
                    .map(Database.class::cast)
                    .forEach(database -> database.removeExpired(now));
        }
    }

    @Override
    public synchronized void close() {
        expiry.cancel();
        StoreFile.close(getMvStore());
        super.close();
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new Database(name, getCursorRegistry());
    }

    /** The superclass's constructor calls its methods, so they use no fields of this class. */
    private final class Database extends H2Database {

        private Database(String name, CursorRegistry cursors) {
            super(name, getMvStore(), cursors);
            completeCollections();
        }

        /** A kill may have come between a collection's first write and the entries that announce it. */
        private void completeCollections() {
            String prefix = FileCollection.DOCUMENTS + getFullCollectionNamespace("");
            getMvStore().getMapNames().stream()
                    .filter(map -> map.startsWith(prefix))
                    .map(map -> map.substring(prefix.length()))
                    .filter(collection -> !collection.startsWith("system."))
                    .forEach(this::complete);
        }

        private void complete(String collection) {
            addIndex(new Document("key", new Document("_id", 1))
                    .append("name", ID_INDEX)
                    .append("ns", getFullCollectionNamespace(collection))
                    .append("v", 2));
            collection(collection).fillIndexes();
        }

        private FileCollection collection(String name) {
            return (FileCollection) resolveCollection(name, true);
        }

        private void removeExpired(Instant now) {
            MongoCollection<Object> descriptions = indexes.get();
            if (descriptions != null) {
                descriptions
                        .queryAllAsStream()
                        .flatMap(index -> Lifetime.of(index).stream())
                        .forEach(lifetime -> removeExpired(lifetime, now));
            }
        }

        private void removeExpired(Lifetime lifetime, Instant now) {
            String collection = lifetime.namespace().substring(databaseName.length() + 1);
            collection(collection).removeAll(lifetime.expired(now));
        }

        @Override
        protected FileCollection openOrCreateCollection(String name, CollectionOptions options) {
            return new FileCollection(this, name, options, getMvStore(), cursorRegistry);
        }

        @Override
        protected Index<Object> openOrCreateUniqueIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            // What an earlier build kept of it.
            getMvStore().removeMap(getFullCollectionNamespace(collection) + "._index_" + name);
            return IdIndex.of(new UniqueIndex(name, keys, sparse));
        }

        @Override
        protected Index<Object> openOrCreateSecondaryIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            return new EqualityIndex<>(name, keys);
        }
    }
}
