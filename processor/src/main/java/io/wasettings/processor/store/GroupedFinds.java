package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import io.wasettings.service.mongo.MongoCalls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/** Look-ups by {@code _id} in one collection; those of concurrent callers travel together. */
final class GroupedFinds {

    private final MongoCollection<Document> collection;
    private final GroupCommit<String, Optional<Document>> group = new GroupCommit<>(this::findAll);

    GroupedFinds(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    /**
     * The document of that {@code _id}.
     *
     * @throws io.wasettings.service.mongo.StoreUnavailableException when the store does not answer
     */
    Optional<Document> find(String id) {
        return group.call(id);
    }

    private List<Optional<Document>> findAll(List<String> ids) {
        Map<String, Document> found = new HashMap<>();
        MongoCalls.answer(() -> collection.find(in("_id", ids)).into(new ArrayList<>()))
                .forEach(document -> found.put(document.getString("_id"), document));
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }
}
