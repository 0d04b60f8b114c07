package io.wasettings.processor.replay;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** How commands stand, by the projection of the status topic. */
final class MongoCommandStates implements CommandStates {

    private static final int BATCH = 1000;

    private final MongoCollection<Document> collection;

    MongoCommandStates(MongoDatabase database) {
        this.collection = database.getCollection("command_status");
    }

    @Override
    public Map<String, String> of(Collection<String> ids) {
        Map<String, String> states = new HashMap<>();
        List<String> all = new ArrayList<>(ids);
        for (int from = 0; from < all.size(); from += BATCH) {
            collection
                    .find(in("_id", all.subList(from, Math.min(all.size(), from + BATCH))))
                    .projection(include("state"))
                    .forEach(document -> states.put(document.getString("_id"), document.getString("state")));
        }
        return states;
    }
}
