package io.wasettings.processor.secrets;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.service.mongo.CollectionNames;
import java.time.Instant;
import java.util.Date;
import org.bson.conversions.Bson;

/** Where the store holds seals; the owner of each is the document's {@code _id}. */
enum SealedField {
    SETTINGS(CollectionNames.SETTINGS, "sealed_secrets", Purpose.SETTINGS),
    ACCESS_TOKEN(CollectionNames.SETTINGS, "sealed_token", Purpose.ACCESS_TOKEN),
    REFRESH_TOKENS("refresh_tokens", "sealed", Purpose.REFRESH_TOKENS);

    private final String collection;
    private final String field;
    private final Purpose purpose;

    SealedField(String collection, String field, Purpose purpose) {
        this.collection = collection;
        this.field = field;
        this.purpose = purpose;
    }

    String collection() {
        return collection;
    }

    String field() {
        return field;
    }

    Purpose purpose() {
        return purpose;
    }

    /**
     * Matches documents that no renewal has on loan: one that is under way recognises its settings by their seal, and
     * what it was granted would be lost.
     */
    Bson idle(Instant now) {
        return this == REFRESH_TOKENS
                ? exists("_id")
                : or(eq("renewal.held_until", null), lt("renewal.held_until", Date.from(now)));
    }

    @Override
    public String toString() {
        return collection + "." + field;
    }
}
