package io.wasettings.ingest.idempotency;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.wasettings.ingest.idempotency.Claim.Held;
import io.wasettings.ingest.idempotency.Claim.Mismatch;
import io.wasettings.ingest.store.Inserts;
import io.wasettings.ingest.store.Store;
import io.wasettings.service.mongo.TtlIndex;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The collection {@code idempotency}. Neither keys nor bodies show in it: both are hashed under a secret. The unique
 * {@code _id} decides between concurrent claims. A record that has expired but is not dropped yet counts as absent.
 */
final class MongoIdempotencyKeys implements IdempotencyKeys {

    private static final String ID = "_id";
    private static final String COMMAND_ID = "command_id";
    private static final String CONTENT = "content_hash";
    private static final String PUBLISHED = "published";
    private static final String EXPIRES_AT = "expires_at";

    /** Removes expired keys. */
    static final TtlIndex EXPIRY = new TtlIndex("idempotency", EXPIRES_AT);

    private final Store store;
    private final Duration ttl;
    private final Clock clock;
    private volatile @Nullable HashSecret secret;

    /** @param secret what keys and contents are hashed with, or null for one that is kept in the store */
    MongoIdempotencyKeys(Store store, @Nullable HashSecret secret, Duration ttl, Clock clock) {
        this.store = store;
        this.secret = secret;
        this.ttl = ttl;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Claim> claim(KeyedRequest request, String proposedCommandId) {
        return store.call(request.partner(), database -> {
            MongoCollection<Document> keys = keys(database);
            Document proposal = document(secret(keys), request, proposedCommandId);
            Claim claim = null;
            while (claim == null) {
                claim = Inserts.ifAbsent(keys, proposal) ? held(proposal, false) : claimExisting(keys, proposal);
            }
            return claim;
        });
    }

    @Override
    public CompletableFuture<?> markPublished(KeyedRequest request, String commandId) {
        return store.call(request.partner(), database -> {
            MongoCollection<Document> keys = keys(database);
            Bson held = Filters.and(Filters.eq(ID, secret(keys).id(request)), Filters.eq(COMMAND_ID, commandId));
            return keys.updateOne(held, Updates.set(PUBLISHED, true));
        });
    }

    /** Null if the key became free in between. */
    private @Nullable Claim claimExisting(MongoCollection<Document> keys, Document proposal) {
        Document existing = Inserts.winner(keys, proposal);
        if (existing == null) {
            return null;
        }
        Date expiry = existing.getDate(EXPIRES_AT);
        if (!expiry.toInstant().isAfter(clock.instant())) {
            Bson unchanged = Filters.and(Filters.eq(ID, proposal.getString(ID)), Filters.eq(EXPIRES_AT, expiry));
            return keys.replaceOne(unchanged, proposal).getMatchedCount() == 1 ? held(proposal, false) : null;
        }
        return proposal.getString(CONTENT).equals(existing.getString(CONTENT)) ? held(existing, true) : new Mismatch();
    }

    private Document document(HashSecret hashes, KeyedRequest request, String commandId) {
        return new Document(ID, hashes.id(request))
                .append(COMMAND_ID, commandId)
                .append("channel", request.channel())
                .append(CONTENT, hashes.content(request))
                .append(PUBLISHED, false)
                .append(EXPIRES_AT, Date.from(clock.instant().plus(ttl)));
    }

    private static Held held(Document document, boolean repeated) {
        return new Held(document.getString(COMMAND_ID), repeated, document.getBoolean(PUBLISHED));
    }

    private HashSecret secret(MongoCollection<Document> keys) {
        HashSecret known = secret;
        if (known == null) {
            known = StoredSecret.in(keys);
            secret = known;
        }
        return known;
    }

    private static MongoCollection<Document> keys(MongoDatabase database) {
        return database.getCollection(EXPIRY.collection());
    }
}
