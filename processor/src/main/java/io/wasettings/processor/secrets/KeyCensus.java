package io.wasettings.processor.secrets;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        addSealed(usage, KeyCensus::isText, 0);
        addHashes(usage, MongoRefreshTokenVault.COLLECTION, "_id");
        addHashes(usage, CollectionNames.COMMANDS, CommandFields.CONTENT_HASH);
        return usage;
    }

    /**
     * What needs a key that is none of these, by kid; counted up to {@value #ENOUGH} for each collection.
     *
     * @param opening ids of the keys that open
     */
    public Map<String, KeyUsage> missing(Set<String> opening) {
        String known = opening.stream()
                .map(SealLabel::beginningOf)
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "^(", ")"));
        Map<String, KeyUsage> usage = new TreeMap<>();
        addSealed(usage, field -> and(isText(field), not(regex(field, known))), ENOUGH);
        usage.keySet().removeAll(opening);
        return usage;
    }

    /** @param wanted of a field, whether what is in it counts */
    private void addSealed(Map<String, KeyUsage> usage, Function<String, Bson> wanted, int limit) {
        SealedField.byCollection().forEach((collection, places) -> {
            List<String> fields = places.stream().map(SealedField::field).toList();
            Bson any = or(fields.stream().map(wanted).toList());
            each(
                    collection,
                    fields,
                    any,
                    limit,
                    document -> addSealed(usage, fields.stream().map(field -> document.get(field, ""))));
        });
    }

    private void addHashes(Map<String, KeyUsage> usage, String collection, String field) {
        each(
                collection,
                List.of(field),
                isText(field),
                0,
                document -> usage.merge(
                        KeyedHash.kidOf(document.getString(field)).orElse(UNNAMED),
                        new KeyUsage(0, 0, 1),
                        KeyUsage::plus));
    }

    private void each(String collection, List<String> fields, Bson filter, int limit, Consumer<Document> each) {
        MongoCalls.answer(() -> {
            database.getCollection(collection)
                    .find(filter)
                    .projection(include(fields))
                    .limit(limit)
                    .forEach(each);
            return Optional.empty();
        });
    }

    private static Bson isText(String field) {
        return type(field, BsonType.STRING);
    }

    /** One document with these seals; several of one key count once. */
    private static void addSealed(Map<String, KeyUsage> usage, Stream<String> seals) {
        seals.map(SealLabel::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(SealLabel::kid, SealLabel::atRest, Boolean::logicalAnd))
                .forEach((kid, atRest) -> usage.merge(kid, new KeyUsage(1, atRest ? 0 : 1, 0), KeyUsage::plus));
    }
}
