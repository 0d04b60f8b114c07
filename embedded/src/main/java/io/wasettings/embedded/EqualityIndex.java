package io.wasettings.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index by equality of its first field, in memory: built when its collection is opened. The collection
 * checks the rest of a filter, and sorts. The library itself has none, and would look at every document.
 */
final class EqualityIndex<P> extends Index<P> {

    private final String field;
    private final List<String> path;
    private final Map<KeyValue, Map<KeyValue, P>> positionsById = new HashMap<>();

    EqualityIndex(String name, List<IndexKey> keys) {
        // Sparse: a document without the field is not in it, which nothing that it serves asks for.
        super(name, keys, true);
        this.field = keys.get(0).getKey();
        this.path = List.of(field.split("\\.", -1));
    }

    @Override
    public boolean canHandle(Document filter) {
        return EqualityCondition.valuesOf(field, filter).isPresent();
    }

    @Override
    public synchronized Iterable<P> getPositions(Document filter) {
        return EqualityCondition.valuesOf(field, filter).orElseThrow().stream()
                .map(EqualityIndex::key)
                .flatMap(key -> positionsById.getOrDefault(key, Map.of()).values().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public synchronized void add(Document document, P position, MongoCollection<P> collection) {
        KeyValue id = id(document);
        for (KeyValue key : keys(document)) {
            positionsById.computeIfAbsent(key, any -> new LinkedHashMap<>()).put(id, position);
        }
    }

    @Override
    public synchronized @Nullable P remove(Document document) {
        KeyValue id = id(document);
        P position = null;
        for (KeyValue key : keys(document)) {
            Map<KeyValue, P> positions = positionsById.get(key);
            if (positions != null) {
                position = positions.remove(id);
                if (positions.isEmpty()) {
                    positionsById.remove(key);
                }
            }
        }
        return position;
    }

    /** Most updates leave the field as it is. */
    @Override
    public synchronized void updateInPlace(Document before, Document after, P position, MongoCollection<P> collection) {
        if (!Objects.equals(value(before), value(after))) {
            remove(before);
            add(after, position, collection);
        }
    }

    private Set<KeyValue> keys(Document document) {
        Object value = value(document);
        Stream<?> values = value instanceof Collection<?> several ? several.stream() : Stream.of(value);
        return values.filter(Missing::isNeitherNullNorMissing)
                .map(EqualityIndex::key)
                .collect(Collectors.toSet());
    }

    /** The library's look-up takes the path apart each time; it is left to it where arrays are on the way. */
    private @Nullable Object value(Document document) {
        Object value = document;
        for (String step : path) {
            if (value instanceof Collection<?>) {
                return Utils.getSubdocumentValueCollectionAware(document, field);
            }
            value = value instanceof Document within ? within.getOrMissing(step) : Missing.getInstance();
        }
        return value;
    }

    private static KeyValue id(Document document) {
        return key(document.get("_id"));
    }

    private static KeyValue key(@Nullable Object value) {
        return new KeyValue(Collections.singletonList(value)).normalized();
    }

    /** Several documents may have the same key, so that it tells the position of none. */
    @Override
    public @Nullable P getPosition(Document document) {
        return null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<P> collection) {
        // Everything may be added.
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<P> collection) {
        // Everything may be changed.
    }

    @Override
    public synchronized long getCount() {
        return positionsById.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public synchronized void drop() {
        positionsById.clear();
    }
}
