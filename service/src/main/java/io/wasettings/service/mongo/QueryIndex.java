package io.wasettings.service.mongo;

/**
 * An index for queries that would else read the whole collection.
 *
 * @param collection the collection's name
 * @param field the field that is searched
 */
public record QueryIndex(String collection, String field) {}
