package io.wasettings.ingest.idempotency;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.wasettings.ingest.idempotency.Claim.Held;
import io.wasettings.ingest.idempotency.Claim.Mismatch;
import io.wasettings.ingest.store.Inserts;
import io.wasettings.ingest.store.Store;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The collection {@code idempotency}. The unique {@code _id} decides between concurrent claims. A record that has
 * expired but is not dropped yet counts as absent.
 */
final class MongoIdempotencyKeys implements IdempotencyKeys {

    private static final String ID = "_id";
    private static final String COMMAND_ID = "command_id";
    private static final String SALT = "salt";
    private static final String FINGERPRINT = "fingerprint";
    private static final String PUBLISHED = "published";
    private static final String EXPIRES_AT = "expires_at";

    private final Store store;
    private final Duration ttl;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private volatile boolean indexed;

    MongoIdempotencyKeys(Store store, Duration ttl, Clock clock) {
        this.store = store;
        this.ttl = ttl;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Claim> claim(KeyedRequest request, String proposedCommandId) {
        return store.call(database -> {
            MongoCollection<Document> keys = keys(database);
            Document proposal = document(request, proposedCommandId);
            Claim claim = null;
            while (claim == null) {
                claim = Inserts.ifAbsent(keys, proposal)
                        ? held(proposal, false)
                        : claimExisting(keys, request, proposal);
            }
            return claim;
        });
    }

    @Override
    public CompletableFuture<?> markPublished(KeyedRequest request) {
        return store.call(
                database -> keys(database).updateOne(Filters.eq(ID, request.id()), Updates.set(PUBLISHED, true)));
    }

    /** Null when the key became free in between. */
    private @Nullable Claim claimExisting(MongoCollection<Document> keys, KeyedRequest request, Document proposal) {
        Document existing = keys.find(Filters.eq(ID, request.id())).first();
        if (existing == null) {
            return null;
        }
        Date expiry = existing.getDate(EXPIRES_AT);
        if (!expiry.toInstant().isAfter(clock.instant())) {
            Bson unchanged = Filters.and(Filters.eq(ID, request.id()), Filters.eq(EXPIRES_AT, expiry));
            return keys.replaceOne(unchanged, proposal).getMatchedCount() == 1 ? held(proposal, false) : null;
        }
        return new Fingerprint(existing.getString(SALT), existing.getString(FINGERPRINT)).matches(request)
                ? held(existing, true)
                : new Mismatch();
    }

    private Document document(KeyedRequest request, String commandId) {
        Fingerprint fingerprint = Fingerprint.of(request, random);
        return new Document(ID, request.id())
                .append(COMMAND_ID, commandId)
                .append("channel", request.channel())
                .append(SALT, fingerprint.salt())
                .append(FINGERPRINT, fingerprint.hmac())
                .append(PUBLISHED, false)
                .append(EXPIRES_AT, Date.from(clock.instant().plus(ttl)));
    }

    private static Held held(Document document, boolean repeated) {
        return new Held(document.getString(COMMAND_ID), repeated, document.getBoolean(PUBLISHED));
    }

    private MongoCollection<Document> keys(MongoDatabase database) {
        // Local: the record that a claim lost against must be seen, even before a majority has it.
        MongoCollection<Document> keys = database.getCollection("idempotency").withReadConcern(ReadConcern.LOCAL);
        if (!indexed) {
            keys.createIndex(Indexes.ascending(EXPIRES_AT), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
            indexed = true;
        }
        return keys;
    }
}
