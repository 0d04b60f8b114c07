package io.wasettings.service.mongo;

import java.util.List;

/**
 * An index for queries that would else read the whole collection.
 *
 * @param collection the collection's name
 * @param fields the fields that are searched, the most telling one first
 */
public record QueryIndex(String collection, List<String> fields) {

    /** An index on these fields of that collection. */
    public QueryIndex(String collection, String... fields) {
        this(collection, List.of(fields));
    }
}
