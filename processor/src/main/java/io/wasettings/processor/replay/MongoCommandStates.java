package io.wasettings.processor.replay;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.status.CommandDocuments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/** How commands stand, by their documents. */
final class MongoCommandStates implements CommandStates {

    private static final int BATCH = 1000;

    private final MongoCollection<Document> collection;

    MongoCommandStates(MongoDatabase database) {
        this.collection = database.getCollection(CollectionNames.COMMANDS);
    }

    @Override
    public Map<String, String> of(Collection<String> identities) {
        Map<String, String> states = new HashMap<>();
        List<String> all = new ArrayList<>(identities);
        for (int from = 0; from < all.size(); from += BATCH) {
            collection
                    .find(in("_id", all.subList(from, Math.min(all.size(), from + BATCH))))
                    .projection(include(CommandDocuments.STATE))
                    .forEach(document -> Optional.ofNullable(
                                    document.getEmbedded(List.of("status", "state"), String.class))
                            .ifPresent(state -> states.put(document.getString("_id"), state)));
        }
        return states;
    }
}
