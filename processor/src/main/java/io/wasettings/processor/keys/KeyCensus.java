package io.wasettings.processor.keys;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Filters.type;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import io.wasettings.common.seal.KeyedHash;
import io.wasettings.common.seal.KeyedHashes;
import io.wasettings.common.seal.SealLabel;
import io.wasettings.processor.store.CommandFields;
import io.wasettings.processor.token.chain.MongoRefreshTokenVault;
import io.wasettings.service.mongo.CollectionNames;
import io.wasettings.service.mongo.MongoCalls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
        addSealed(usage, KeyCensus::isText, Set.of(), Long.MAX_VALUE);
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
        addSealed(usage, field -> and(isText(field), not(regex(field, known))), opening, ENOUGH);
        return usage;
    }

    /**
     * @param wanted of a field, whether what is in it may count
     * @param opening keys that do not count
     * @param enough how many documents of each collection count; any number is read for them
     */
    private void addSealed(
            Map<String, KeyUsage> usage, Function<String, Bson> wanted, Set<String> opening, long enough) {
        SealedField.byCollection().forEach((collection, places) -> {
            List<String> fields = places.stream().map(SealedField::field).toList();
            Bson any = or(fields.stream().map(wanted).toList());
            read(
                    collection,
                    fields,
                    any,
                    documents -> documents
                            .map(document -> needed(fields.stream().map(field -> document.get(field, "")), opening))
                            .filter(needed -> !needed.isEmpty())
                            .limit(enough)
                            .forEach(needed -> needed.forEach((kid, atRest) ->
                                    usage.merge(kid, new KeyUsage(1, atRest ? 0 : 1, 0), KeyUsage::plus))));
        });
    }

    private void addHashes(Map<String, KeyUsage> usage, String collection, String field) {
        read(
                collection,
                List.of(field),
                isText(field),
                documents -> documents.forEach(document -> usage.merge(
                        KeyedHashes.read(document.getString(field))
                                .first()
                                .flatMap(KeyedHash::kidOf)
                                .orElse(UNNAMED),
                        new KeyUsage(0, 0, 1),
                        KeyUsage::plus)));
    }

    private void read(String collection, List<String> fields, Bson filter, Consumer<Stream<Document>> reader) {
        MongoCalls.answer(() -> {
            try (MongoCursor<Document> found = database.getCollection(collection)
                    .find(filter)
                    .projection(include(fields))
                    .cursor()) {
                reader.accept(StreamSupport.stream(Spliterators.spliteratorUnknownSize(found, 0), false));
            }
            return Optional.empty();
        });
    }

    private static Bson isText(String field) {
        return type(field, BsonType.STRING);
    }

    /** The keys that a document with these seals needs, with whether all of one are at rest; several count once. */
    private static Map<String, Boolean> needed(Stream<String> seals, Set<String> opening) {
        return seals.map(SealLabel::of)
                .flatMap(Optional::stream)
                .filter(label -> !opening.contains(label.kid()))
                .collect(Collectors.toMap(SealLabel::kid, SealLabel::atRest, Boolean::logicalAnd));
    }
}
