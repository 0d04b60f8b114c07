package io.wasettings.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index in memory, by equality of its first field, filled when its collection is opened. The collection
 * checks the rest of a filter, and sorts. The library has no such index, and would look at every document.
 *
 * <p>Dates are not indexed: they are queried by range and sorted by, and nearly all differ.
 */
final class EqualityIndex<P> extends Index<P> {

    private final String field;
    private final List<String> path;
    private final Map<Object, Positions<P>> byKey = new HashMap<>();

    EqualityIndex(String name, List<IndexKey> keys) {
        // Sparse: documents without the field are not indexed, and no query that the index serves asks for them.
        super(name, keys, true);
        this.field = keys.get(0).getKey();
        this.path = List.of(field.split("\\.", -1));
    }

    @Override
    public boolean canHandle(Document filter) {
        return demanded(filter).isPresent();
    }

    @Override
    public synchronized Iterable<P> getPositions(Document filter) {
        return demanded(filter).orElseThrow().stream()
                .map(EqualityIndex::normalized)
                .map(byKey::get)
                .filter(Objects::nonNull)
                .flatMap(Positions::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<List<Object>> demanded(Document filter) {
        return EqualityCondition.valuesOf(field, filter)
                .filter(values -> values.stream().noneMatch(EqualityIndex::isDate));
    }

    @Override
    public synchronized void add(Document document, P position, MongoCollection<P> collection) {
        Object id = id(document);
        for (Object key : keys(document)) {
            byKey.compute(
                    key, (same, others) -> others == null ? Positions.of(id, position) : others.with(id, position));
        }
    }

    /** Leaves the position to the index of ids. */
    @Override
    public synchronized @Nullable P remove(Document document) {
        Object id = id(document);
        for (Object key : keys(document)) {
            byKey.computeIfPresent(key, (same, positions) -> positions.without(id));
        }
        return null;
    }

    /** Most updates leave the field as it is. */
    @Override
    public synchronized void updateInPlace(Document before, Document after, P position, MongoCollection<P> collection) {
        if (!Objects.equals(value(before), value(after))) {
            remove(before);
            add(after, position, collection);
        }
    }

    private Set<Object> keys(Document document) {
        Object value = value(document);
        Stream<?> values = value instanceof Collection<?> several ? several.stream() : Stream.of(value);
        return values.filter(Missing::isNeitherNullNorMissing)
                .filter(each -> !isDate(each))
                .map(EqualityIndex::normalized)
                .collect(Collectors.toSet());
    }

    private static boolean isDate(Object value) {
        return value instanceof Instant;
    }

    /** Only paths with arrays are left to the library's look-up, which parses the path each time. */
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

    private static Object id(Document document) {
        return normalized(Missing.ofNullable(document.get("_id")));
    }

    /** As the library compares: 1 equals 1.0. */
    private static Object normalized(Object value) {
        return Missing.ofNullable(
                new KeyValue(Collections.singletonList(value)).normalized().get(0));
    }

    /** Never a position, since several documents may have the same key. */
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
        return byKey.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public synchronized void drop() {
        byKey.clear();
    }
}
