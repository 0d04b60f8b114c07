package io.wasettings.processor.token.chain;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.processor.mongo.Lease;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The vault in MongoDB collection {@value #COLLECTION}, written with majority; its secrets sealed. */
public final class MongoRefreshTokenVault implements RefreshTokenVault {

    /** The collection's name. */
    public static final String COLLECTION = "refresh_tokens";
    /** The field of the TTL index. */
    public static final String EXPIRES_AT = "expires_at";

    /** The field of what is sealed. */
    public static final String SEALED = "sealed";

    private static final String HOLDER = "holder";
    private static final String HELD_UNTIL = "held_until";
    /** That the loan ran out, and goes on for what its holder may keep late. */
    private static final String OVERDUE = "overdue";
    /** Three times the interval at which a process tries to keep what it could not. */
    private static final Duration LATE_NEWS = Duration.ofSeconds(3);

    private static final FindOneAndUpdateOptions BORROW =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.BEFORE);

    private final MongoCollection<Document> collection;
    private final HiddenChains hidden;
    private final ChainDocuments documents;
    private final Clock clock;
    private final Duration retention;

    /**
     * @param retention how long a chain is remembered after its last exchange, and after the tokens that it brought
     *     have expired
     */
    public MongoRefreshTokenVault(MongoDatabase database, SecretBox secretBox, Clock clock, Duration retention) {
        this.collection = database.getCollection(COLLECTION);
        this.hidden = new HiddenChains(collection, secretBox);
        this.documents = new ChainDocuments(secretBox);
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public Optional<RefreshTokenChain> find(List<String> ids) {
        for (String id : ids) {
            Document document = MongoCalls.answer(() -> collection.find(eq(id)).first());
            if (document != null && !isExpired(document)) {
                return Optional.of(documents.read(id, document));
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean hidesChains() {
        return hidden.exist();
    }

    @Override
    public Optional<RefreshTokenChain> borrow(String id, String holder, Instant until) {
        Lease lease = new Lease(clock.instant(), until);
        Bson free = and(eq(id), or(eq(HELD_UNTIL, null), and(eq(OVERDUE, true), lease.free(HELD_UNTIL))));
        Bson lend = combine(
                set(HOLDER, holder),
                lease.hold(HELD_UNTIL),
                unset(OVERDUE),
                set(ChainDocuments.IN_DOUBT, true),
                max(EXPIRES_AT, expiry(clock.instant())));
        Optional<Document> before = lend(free, lend);
        if (before.isEmpty()) {
            awaitLateNews(and(eq(id), eq(OVERDUE, null), lease.free(HELD_UNTIL)));
        }
        return before.flatMap(lent -> remembered(id, holder, lent));
    }

    /** Lends what is free; as it was before, with nothing in it if it was not there. */
    private Optional<Document> lend(Bson free, Bson lend) {
        try {
            Document before = collection.findOneAndUpdate(free, lend, BORROW);
            return Optional.of(before == null ? new Document() : before);
        } catch (MongoException e) {
            if (MongoCalls.isDuplicateKey(e)) {
                return Optional.empty();
            }
            throw new StoreUnavailableException(e);
        }
    }

    /** Forgets first what is to be forgotten by now; empty if the loan is lost meanwhile. */
    private Optional<RefreshTokenChain> remembered(String id, String holder, Document lent) {
        if (!isExpired(lent)) {
            return Optional.of(documents.read(id, lent));
        }
        return update(held(id, holder), unset(SEALED)) ? Optional.of(RefreshTokenChain.unknown(id)) : Optional.empty();
    }

    private void awaitLateNews(Bson ranOut) {
        Date aWhile = Date.from(clock.instant().plus(LATE_NEWS));
        update(ranOut, combine(set(HELD_UNTIL, aWhile), set(OVERDUE, true)));
    }

    @Override
    public void keep(RefreshTokenChain chain, String holder) {
        TokenFacts facts = Objects.requireNonNull(chain.last()).facts();
        Bson news = combine(
                documents.write(chain),
                // A renewal may come when the token is nearly over, and must find what became of the one it would
                // present.
                max(EXPIRES_AT, expiry(later(clock.instant(), facts.expiresAt()))));
        if (!update(held(chain.id(), holder), combine(news, end(false)))) {
            // The loan ran out meanwhile, or the chain is gone. What the server granted last must not be lost; who has
            // the loan now keeps it.
            Bson older = or(
                    eq(ChainDocuments.OBTAINED_AT, null),
                    lt(ChainDocuments.OBTAINED_AT, Date.from(facts.obtainedAt())));
            updateOrInsert(and(eq(chain.id()), older), news);
        }
    }

    private void updateOrInsert(Bson filter, Bson update) {
        try {
            collection.updateOne(filter, update, new UpdateOptions().upsert(true));
        } catch (MongoException e) {
            if (!MongoCalls.isDuplicateKey(e)) {
                throw new StoreUnavailableException(e);
            }
            // It is there and does not match, or has come just now.
            update(filter, update);
        }
    }

    @Override
    public boolean giveBack(String id, String holder, boolean inDoubt) {
        return update(held(id, holder), end(inDoubt));
    }

    private static Bson held(String id, String holder) {
        return and(eq(id), eq(HOLDER, holder));
    }

    private static Bson end(boolean inDoubt) {
        return combine(set(ChainDocuments.IN_DOUBT, inDoubt), unset(HELD_UNTIL), unset(OVERDUE), unset(HOLDER));
    }

    private boolean update(Bson filter, Bson update) {
        return MongoCalls.updated(collection, filter, update);
    }

    private boolean isExpired(Document document) {
        Date expiry = document.getDate(EXPIRES_AT);
        return expiry != null && expiry.toInstant().isBefore(clock.instant());
    }

    private Date expiry(Instant lastUse) {
        return Date.from(lastUse.plus(retention));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
