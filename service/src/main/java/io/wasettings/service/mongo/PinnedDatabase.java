package io.wasettings.service.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;

/**
 * The database as this project relies on it, whatever the connection string says: a majority has what was written, and
 * what is read is the primary's, acknowledged by a majority. A stale read could present a refresh token that is spent.
 */
public final class PinnedDatabase {

    private PinnedDatabase() {}

    /** The database of that name. */
    public static MongoDatabase of(MongoClient client, String name) {
        return client.getDatabase(name)
                .withWriteConcern(WriteConcern.MAJORITY)
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }
}
