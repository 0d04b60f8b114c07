package io.wasettings.benchmarks.world;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Settings that are there already, of partners who send nothing. */
public final class Filler {

    private static final int BATCH = 1000;

    private final MongoCollection<Document> settings;

    public Filler(Run run) {
        this.settings = run.world().database(run.prefix()).getCollection("settings");
    }

    /** Stores so many. */
    public void settings(int count) {
        List<Document> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(document("filler-" + i));
            if (batch.size() == BATCH || i == count - 1) {
                settings.insertMany(batch);
                batch.clear();
            }
        }
    }

    private static Document document(String partner) {
        return new Document("_id", partner + "/transactional/default")
                .append("partner", partner)
                .append("channel", "transactional")
                .append("from", null)
                .append("webhook_url", "https://partner.example.com/hook")
                .append("auth_type", "bearer")
                .append("oauth2", null)
                .append("sealed_secrets", "x".repeat(250))
                .append(
                        "version",
                        new Document("topic_id", "AAAAAAAAAAAAAAAAAAAAAA")
                                .append("partition", 0)
                                .append("offset", 0L)
                                .append("timestamp", 0L))
                .append("command_id", partner)
                .append("created_at", new Date(0))
                .append("updated_at", new Date(0));
    }
}
