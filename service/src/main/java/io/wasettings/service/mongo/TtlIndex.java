package io.wasettings.service.mongo;

/**
 * An index by which MongoDB removes documents whose date field has passed.
 *
 * @param collection the collection's name
 * @param field the date field
 */
public record TtlIndex(String collection, String field) {}
