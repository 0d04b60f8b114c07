package io.wasettings.processor.secrets;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Filters.type;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoDatabase;
import io.wasettings.common.seal.KeyedHash;
import io.wasettings.common.seal.SealLabel;
import io.wasettings.processor.store.CommandFields;
import io.wasettings.processor.token.chain.MongoRefreshTokenVault;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.MongoCalls;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Counts what in the store needs which key. Reads every document that has a seal or a hash; what is in the seals stays
 * closed.
 *
 * <p>All methods throw {@link io.wasettings.service.mongo.StoreUnavailableException} when the store does not answer.
 */
public final class KeyCensus {

    /** Stands for the unknown key of a chain's id that an earlier version wrote without one. */
    public static final String UNNAMED = "(unnamed)";

    private static final int ENOUGH = 1_000;

    private final MongoDatabase database;

    public KeyCensus(MongoDatabase database) {
        this.database = database;
    }

    /** What needs each key, by kid. */
    public Map<String, KeyUsage> count() {
        Map<String, KeyUsage> usage = new TreeMap<>();
        for (SealedField place : SealedField.values()) {
            each(place.collection(), place.field(), type(place.field(), BsonType.STRING), 0, seal -> add(usage, seal));
        }
        each(MongoRefreshTokenVault.COLLECTION, "_id", new Document(), 0, id -> addHash(usage, id));
        each(
                CollectionNames.COMMANDS,
                CommandFields.CONTENT_HASH,
                type(CommandFields.CONTENT_HASH, BsonType.STRING),
                0,
                hash -> addHash(usage, hash));
        return usage;
    }

    /**
     * What needs a key that is none of these, by kid; counted up to {@value #ENOUGH} for each place.
     *
     * @param opening ids of the keys that open
     */
    public Map<String, KeyUsage> missing(Set<String> opening) {
        String known = opening.stream()
                .map(SealLabel::beginningOf)
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "^(", ")"));
        Map<String, KeyUsage> usage = new TreeMap<>();
        for (SealedField place : SealedField.values()) {
            Bson others = and(type(place.field(), BsonType.STRING), not(regex(place.field(), known)));
            each(place.collection(), place.field(), others, ENOUGH, seal -> add(usage, seal));
        }
        usage.keySet().removeAll(opening);
        return usage;
    }

    private void each(String collection, String field, Bson filter, int limit, Consumer<String> value) {
        MongoCalls.answer(() -> {
            database.getCollection(collection)
                    .find(filter)
                    .projection(include(field))
                    .limit(limit)
                    .forEach(document -> value.accept(document.get(field, "")));
            return Optional.empty();
        });
    }

    private static void add(Map<String, KeyUsage> usage, String seal) {
        SealLabel.of(seal)
                .ifPresent(
                        label -> usage.merge(label.kid(), new KeyUsage(1, label.atRest() ? 0 : 1, 0), KeyUsage::plus));
    }

    private static void addHash(Map<String, KeyUsage> usage, String hash) {
        usage.merge(KeyedHash.kidOf(hash).orElse(UNNAMED), new KeyUsage(0, 0, 1), KeyUsage::plus);
    }
}
