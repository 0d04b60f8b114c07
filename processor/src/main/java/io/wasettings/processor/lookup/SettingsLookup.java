package io.wasettings.processor.lookup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.store.NotedRenewal;
import io.wasettings.processor.store.SettingsFields;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.MongoCalls;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Settings in force, with the state of their tokens.
 *
 * <p>All methods throw {@link io.wasettings.service.mongo.StoreUnavailableException} when the store does not answer.
 */
public final class SettingsLookup {

    private static final int MOST = 1000;

    private final MongoCollection<Document> collection;

    public SettingsLookup(MongoDatabase database) {
        this.collection = database.getCollection(CollectionNames.SETTINGS);
    }

    /** Those of a partner, at most {@value #MOST}. */
    public List<SettingsRow> of(String partner) {
        return find(eq(SettingsFields.PARTNER, partner));
    }

    /** Those of a key: one or none. */
    public List<SettingsRow> of(SettingsKey key) {
        return find(eq(key.recordKey()));
    }

    /**
     * Those whose token is renewed no more, at most {@value #MOST}.
     *
     * @param partner whose, or null for all
     */
    public List<SettingsRow> stopped(@Nullable String partner) {
        Bson stopped = NotedRenewal.stopped();
        return find(partner == null ? stopped : and(stopped, eq(SettingsFields.PARTNER, partner)));
    }

    private List<SettingsRow> find(Bson query) {
        return MongoCalls.answer(() -> collection
                .find(query)
                .projection(exclude(SettingsFields.SEALED_SECRETS))
                .sort(ascending("_id"))
                .limit(MOST)
                .map(SettingsRow::of)
                .into(new ArrayList<>()));
    }
}
