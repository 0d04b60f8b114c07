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
import io.wasettings.common.SecretBox;
import io.wasettings.common.Secrets;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.processor.mongo.Lease;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.processor.token.chain.RefreshTokenChain.Exchanged;
import io.wasettings.service.mongo.MongoCalls;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

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
    private static final String IN_DOUBT = "in_doubt";
    private static final String WARNINGS = "warnings";
    /** That the loan ran out, and goes on for what its holder may keep late. */
    private static final String OVERDUE = "overdue";
    /** Three times the interval at which a process tries to keep what it could not. */
    private static final Duration LATE_NEWS = Duration.ofSeconds(3);

    private static final FindOneAndUpdateOptions BORROW =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.BEFORE);

    private final MongoCollection<Document> collection;
    private final HiddenChains hidden;
    private final SecretBox secretBox;
    private final Clock clock;
    private final Duration retention;

    /**
     * @param retention how long a chain is remembered after its last exchange, and after the tokens that it brought
     *     have expired
     */
    public MongoRefreshTokenVault(MongoDatabase database, SecretBox secretBox, Clock clock, Duration retention) {
        this.collection = database.getCollection(COLLECTION);
        this.hidden = new HiddenChains(collection, secretBox);
        this.secretBox = secretBox;
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public Optional<RefreshTokenChain> find(List<String> ids) {
        for (String id : ids) {
            Document document = MongoCalls.answer(() -> collection.find(eq(id)).first());
            if (document != null && !isExpired(document)) {
                return Optional.of(read(id, document));
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
                set(IN_DOUBT, true),
                max(EXPIRES_AT, expiry(clock.instant())));
        Document before;
        try {
            before = collection.findOneAndUpdate(free, lend, BORROW);
        } catch (MongoException e) {
            if (MongoCalls.isDuplicateKey(e)) {
                awaitLateNews(and(eq(id), eq(OVERDUE, null), lease.free(HELD_UNTIL)));
                return Optional.empty();
            }
            throw new StoreUnavailableException(e);
        }
        if (before != null && isExpired(before)) {
            if (!update(held(id, holder), unset(SEALED))) {
                return Optional.empty();
            }
            before = null;
        }
        return Optional.of(before == null ? RefreshTokenChain.unknown(id) : read(id, before));
    }

    private void awaitLateNews(Bson ranOut) {
        Date aWhile = Date.from(clock.instant().plus(LATE_NEWS));
        update(ranOut, combine(set(HELD_UNTIL, aWhile), set(OVERDUE, true)));
    }

    @Override
    public void keep(RefreshTokenChain chain, String holder) {
        Exchanged last = Objects.requireNonNull(chain.last());
        TokenFacts facts = last.facts();
        Map<String, String> secrets = new HashMap<>();
        if (last.accessToken() != null) {
            secrets.put(Secrets.ACCESS_TOKEN, last.accessToken());
        }
        secrets.put(Secrets.REFRESH_TOKEN, Objects.requireNonNull(chain.newest()));
        Bson news = combine(
                set(SEALED, secretBox.sealAtRest(Purpose.REFRESH_TOKENS, chain.id(), new Secrets(secrets))),
                set("requester", last.requester()),
                set("credentials", last.credentials()),
                set("obtained_at", Date.from(facts.obtainedAt())),
                set("token_expires_at", Date.from(facts.expiresAt())),
                set("scope", facts.scope()),
                set("auth_method", facts.authMethod().storedName()),
                set(WARNINGS, warnings(last)),
                // A renewal may come when the token is nearly over, and must find what became of the one it would
                // present.
                max(EXPIRES_AT, expiry(later(clock.instant(), facts.expiresAt()))));
        if (!update(held(chain.id(), holder), combine(news, end(false)))) {
            // The loan ran out meanwhile, or the chain is gone. What the server granted last must not be lost; who has
            // the loan now keeps it.
            Bson older = or(eq("obtained_at", null), lt("obtained_at", Date.from(facts.obtainedAt())));
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
        return combine(set(IN_DOUBT, inDoubt), unset(HELD_UNTIL), unset(OVERDUE), unset(HOLDER));
    }

    private boolean update(Bson filter, Bson update) {
        return MongoCalls.updated(collection, filter, update);
    }

    private RefreshTokenChain read(String id, Document document) {
        String sealed = document.getString(SEALED);
        boolean inDoubt = document.getBoolean(IN_DOUBT, false);
        return sealed == null
                ? new RefreshTokenChain(id, null, null, inDoubt)
                : secretBox
                        .openAtRest(Purpose.REFRESH_TOKENS, id, sealed)
                        .fold(
                                secrets -> new RefreshTokenChain(
                                        id, secrets.refreshToken(), exchanged(document, secrets), inDoubt),
                                refusal -> {
                                    throw new UnreadableChainException();
                                });
    }

    private static @Nullable Exchanged exchanged(Document document, Secrets secrets) {
        Optional<AuthMethod> method = AuthMethod.of(document.get("auth_method", ""));
        return method.isEmpty()
                ? null
                : new Exchanged(
                        document.get("requester", ""),
                        document.get("credentials", ""),
                        secrets.accessToken(),
                        new TokenFacts(
                                document.getDate("obtained_at").toInstant(),
                                document.getDate("token_expires_at").toInstant(),
                                document.getString("scope"),
                                method.get()),
                        warnings(document));
    }

    private static List<Document> warnings(Exchanged exchanged) {
        return exchanged.warnings().stream()
                .map(warning -> new Document("field", warning.field()).append("message", warning.message()))
                .toList();
    }

    /** An earlier version kept none. */
    private static List<FieldMessage> warnings(Document document) {
        return document.getList(WARNINGS, Document.class, List.of()).stream()
                .map(warning -> new FieldMessage(warning.getString("field"), warning.getString("message")))
                .toList();
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
