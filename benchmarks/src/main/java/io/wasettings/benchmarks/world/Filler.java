package io.wasettings.benchmarks.world;

import com.mongodb.client.MongoCollection;
import java.util.Date;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;

/** Settings of partners who send nothing. */
public final class Filler {

    private static final int BATCH = 500;

    private final MongoCollection<Document> settings;
    private int there;

    public Filler(Run run) {
        this.settings = run.world().database(run.prefix()).getCollection("settings");
    }

    /**
     * Stores some, or removes some, until there are so many.
     *
     * @param count a multiple of {@value #BATCH}
     */
    public void settings(int count) {
        for (; there < count; there += BATCH) {
            settings.insertMany(batch(there).map(Filler::document).toList());
        }
        for (; there > count; there -= BATCH) {
            settings.deleteMany(
                    new Document("_id", new Document("$in", batch(there - BATCH).toList())));
        }
    }

    private static Stream<String> batch(int first) {
        return IntStream.range(first, first + BATCH).mapToObj(number -> "filler-" + number + "/transactional/default");
    }

    private static Document document(String key) {
        String partner = key.substring(0, key.indexOf('/'));
        return new Document("_id", key)
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
