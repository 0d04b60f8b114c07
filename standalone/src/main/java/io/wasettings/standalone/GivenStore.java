package io.wasettings.standalone;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** The user's own store, looked at before anything that uses it is started. */
final class GivenStore {

    private static final int PATIENCE_MS = 5000;

    private GivenStore() {}

    /** Whether it answers at that connection string. Invalid strings are reported by the applications. */
    static boolean answers(String uri) {
        try (MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS))
                .build())) {
            client.getDatabase("admin").runCommand(new Document("ping", 1));
            return true;
        } catch (MongoException e) {
            return false;
        } catch (IllegalArgumentException e) {
            // Not a connection string: the applications report it.
            return true;
        }
    }
}
