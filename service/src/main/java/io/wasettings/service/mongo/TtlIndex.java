package io.wasettings.service.mongo;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.concurrent.TimeUnit;

/**
 * An index by which MongoDB removes documents whose date field has passed.
 *
 * @param collection the collection's name
 * @param field the date field
 */
public record TtlIndex(String collection, String field) {

    /** Creates it, with its collection, unless it exists. */
    public void createIn(MongoDatabase database) {
        database.getCollection(collection)
                .createIndex(Indexes.ascending(field), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
    }
}
