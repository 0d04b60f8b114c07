package io.wasettings.service.mongo;

import java.util.List;
import java.util.Map;

/**
 * An index for queries that would otherwise read the whole collection.
 *
 * @param collection the collection's name
 * @param fields the searched fields, the most selective one first
 * @param only limits it to documents whose fields have these values; all documents if it is empty
 */
public record QueryIndex(String collection, List<String> fields, Map<String, String> only) {

    /** An index on these fields of that collection. */
    public QueryIndex(String collection, String... fields) {
        this(collection, List.of(fields), Map.of());
    }

    /** The same, for only the documents whose field has that value; a query must ask for that value. */
    public QueryIndex only(String field, String value) {
        return new QueryIndex(collection, fields, Map.of(field, value));
    }
}
