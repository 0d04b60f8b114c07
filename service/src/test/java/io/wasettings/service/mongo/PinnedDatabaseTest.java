package io.wasettings.service.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.Test;

class PinnedDatabaseTest {

    @Test
    void reads_and_writes_are_safe_whatever_the_connection_string_says() {
        String lax = "mongodb://127.0.0.1:1/?readPreference=secondaryPreferred&w=1&readConcernLevel=local";
        try (MongoClient client = MongoClients.create(lax)) {
            MongoDatabase database = PinnedDatabase.of(client, "test");

            assertThat(database.getReadPreference()).isEqualTo(ReadPreference.primary());
            assertThat(database.getReadConcern()).isEqualTo(ReadConcern.MAJORITY);
            assertThat(database.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY);
            assertThat(database.getCollection("any").getReadPreference()).isEqualTo(ReadPreference.primary());
        }
    }
}
