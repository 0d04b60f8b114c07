package io.wasettings.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Set;

/**
 * The library's index of {@code _id}, used whenever a filter demands certain ids, and not only if it demands nothing
 * else: the guard {@code {_id, version: {$lt}}} then looks at one document instead of all. The collection checks the
 * rest of the filter.
 */
final class IdIndex<P> extends Index<P> {

    private static final String ID = "_id";

    private final Index<P> index;

    private IdIndex(Index<P> index) {
        super(index.getName(), index.getKeys(), false);
        this.index = index;
    }

    /** The same index, or one that serves more filters if it is the index of {@code _id}. */
    static <P> Index<P> of(Index<P> index) {
        boolean ofId =
                index.getKeys().size() == 1 && index.getKeys().get(0).getKey().equals(ID);
        return ofId ? new IdIndex<>(index) : index;
    }

    @Override
    public boolean canHandle(Document filter) {
        return EqualityCondition.valuesOf(ID, filter).isPresent() || index.canHandle(filter);
    }

    @Override
    public Iterable<P> getPositions(Document filter) {
        return EqualityCondition.valuesOf(ID, filter)
                .map(IdIndex::byIds)
                .map(index::getPositions)
                .orElseGet(() -> index.getPositions(filter));
    }

    private static Document byIds(List<Object> ids) {
        return new Document(ID, new Document("$in", ids));
    }

    @Override
    public P getPosition(Document document) {
        return index.getPosition(document);
    }

    @Override
    public Set<KeyValue> getKeyValues(Document document) {
        return index.getKeyValues(document);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<P> collection) {
        index.checkAdd(document, collection);
    }

    @Override
    public void add(Document document, P position, MongoCollection<P> collection) {
        index.add(document, position, collection);
    }

    @Override
    public P remove(Document document) {
        return index.remove(document);
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<P> collection) {
        index.checkUpdate(before, after, collection);
    }

    @Override
    public void updateInPlace(Document before, Document after, P position, MongoCollection<P> collection) {
        index.updateInPlace(before, after, position, collection);
    }

    @Override
    public boolean isUnique() {
        return index.isUnique();
    }

    @Override
    public boolean isEmpty() {
        return index.isEmpty();
    }

    @Override
    public long getCount() {
        return index.getCount();
    }

    @Override
    public long getDataSize() {
        return index.getDataSize();
    }

    @Override
    public void drop() {
        index.drop();
    }
}
