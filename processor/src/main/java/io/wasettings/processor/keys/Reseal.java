package io.wasettings.processor.keys;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.type;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.wasettings.common.seal.SealLabel;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.service.mongo.MongoCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Reseals what is stored, with the newest key, while everything goes on. A value is replaced only if it is still the
 * one that was read, so that nothing newer is overwritten; what is sealed with the newest key already is passed over,
 * so that it can be stopped and begun again at any time.
 */
public final class Reseal {

    private final MongoDatabase database;
    private final SecretBox secretBox;
    private final int batch;

    /** @param batch documents that are read at a time */
    public Reseal(MongoDatabase database, SecretBox secretBox, int batch) {
        this.database = database;
        this.secretBox = secretBox;
        this.batch = batch;
    }

    /**
     * How it stands.
     *
     * @param moved resealed
     * @param busy left alone, because something newer came; another run moves them
     * @param locked left alone, because they do not open with these keys
     */
    public record Progress(long moved, long busy, long locked) {

        Progress plus(Progress other) {
            return new Progress(moved + other.moved, busy + other.busy, locked + other.locked);
        }
    }

    /**
     * Reseals everything.
     *
     * @param onBatch told after each batch where it is, and how it stands
     */
    public Progress run(BiConsumer<String, Progress> onBatch) {
        Progress progress = new Progress(0, 0, 0);
        for (SealedField place : SealedField.values()) {
            Optional<String> after = Optional.of("");
            while (after.isPresent()) {
                List<Document> documents = next(place, after.get());
                for (Document document : documents) {
                    progress = progress.plus(reseal(place, document));
                }
                onBatch.accept(place.toString(), progress);
                after = documents.size() < batch
                        ? Optional.empty()
                        : Optional.of(documents.get(documents.size() - 1).getString("_id"));
            }
        }
        return progress;
    }

    private List<Document> next(SealedField place, String after) {
        Bson sealed = and(gt("_id", after), type(place.field(), "string"));
        return MongoCalls.answer(() -> collection(place)
                .find(sealed)
                .projection(include(place.field()))
                .sort(ascending("_id"))
                .limit(batch)
                .into(new ArrayList<>()));
    }

    private Progress reseal(SealedField place, Document document) {
        String owner = document.getString("_id");
        String sealed = document.getString(place.field());
        if (SealLabel.of(sealed)
                .equals(Optional.of(new SealLabel(secretBox.keys().currentKid(), true)))) {
            return new Progress(0, 0, 0);
        }
        return secretBox
                .openAtRest(place.purpose(), owner, sealed)
                .fold(
                        secrets -> replace(place, owner, sealed, secretBox.sealAtRest(place.purpose(), owner, secrets)),
                        refusal -> new Progress(0, 0, 1));
    }

    private Progress replace(SealedField place, String owner, String before, String after) {
        Bson unchanged = and(eq(owner), eq(place.field(), before));
        boolean replaced = MongoCalls.updated(collection(place), unchanged, set(place.field(), after));
        return replaced ? new Progress(1, 0, 0) : new Progress(0, 1, 0);
    }

    private MongoCollection<Document> collection(SealedField place) {
        return database.getCollection(place.collection());
    }
}
