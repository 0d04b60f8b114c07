package io.wasettings.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * A collection in the file. Hands out copies: the library changes found documents in place, while the file's own thread
 * may be writing them.
 */
final class FileCollection extends H2Collection {

    /** As the library names its maps. */
    static final String DOCUMENTS = "databases.";

    private static final String META = "meta.";

    /** Whether the indexes are filled, which they are by {@link #fillIndexes}. */
    private boolean indexed;

    FileCollection(
            MongoDatabase database, String name, CollectionOptions options, MVStore store, CursorRegistry cursors) {
        super(
                database,
                name,
                options,
                store.openMap(
                        DOCUMENTS + database.getDatabaseName() + "." + name,
                        new MVMap.Builder<Object, Document>().valueType(new DocumentType())),
                store.openMap(META + database.getDatabaseName() + "." + name),
                cursors);
        indexed = isEmpty();
    }

    /** Synchronized as queries are, which go through the list of indexes. */
    @Override
    public synchronized void addIndex(Index<Object> index) {
        if (indexed) {
            super.addIndex(index);
        } else if (getIndexes().stream().noneMatch(other -> other.getName().equals(index.getName()))) {
            getIndexes().add(index);
        }
    }

    /** Fills all indexes in one pass: reading the documents from the file takes most of the start's time. */
    synchronized void fillIndexes() {
        if (!indexed) {
            streamAllDocumentsWithPosition().forEach(this::fillIndexes);
            indexed = true;
        }
    }

    private void fillIndexes(DocumentWithPosition<Object> place) {
        getIndexes().forEach(index -> index.add(place.getDocument(), place.getPosition(), this));
    }

    /** Removes the documents that match the filter one by one, so that nobody waits for the whole search. */
    void removeAll(Document filter) {
        streamAllDocumentsWithPosition()
                .map(DocumentWithPosition::getDocument)
                .filter(document -> documentMatchesQuery(document, filter))
                .map(document -> new Document(filter).append("_id", document.get("_id")))
                .forEach(found -> deleteDocuments(found, 1));
    }

    @Override
    protected QueryResult createQueryResult(List<Document> matched, int batchSize) {
        return super.createQueryResult(
                matched.stream().map(Document::cloneDeeply).toList(), batchSize);
    }

    /**
     * Tracking would serialize each document before and after each change, and write an entry to the file each time.
     */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }
}
