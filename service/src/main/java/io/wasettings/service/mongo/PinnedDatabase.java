package io.wasettings.service.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;

/**
 * The database with the concerns that this project relies on, whatever the connection string says: writes are
 * acknowledged by a majority, and reads return what a majority has acknowledged, from the primary. A stale read could
 * present a spent refresh token.
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
