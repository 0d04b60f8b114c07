package io.wasettings.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVStore;

/**
 * A collection in the file. It hands out copies: the library changes what it has found in place, and the file's own
 * thread may be writing that very document.
 */
final class FileCollection extends H2Collection {

    /** As the library names its maps. */
    static final String DOCUMENTS = "databases.";

    private static final String META = "meta.";

    FileCollection(
            MongoDatabase database, String name, CollectionOptions options, MVStore store, CursorRegistry cursors) {
        super(
                database,
                name,
                options,
                store.openMap(DOCUMENTS + database.getDatabaseName() + "." + name),
                store.openMap(META + database.getDatabaseName() + "." + name),
                cursors);
    }

    @Override
    protected QueryResult createQueryResult(List<Document> matched, int batchSize) {
        return super.createQueryResult(
                matched.stream().map(Document::cloneDeeply).toList(), batchSize);
    }
}
