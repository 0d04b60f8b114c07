package io.wasettings.processor.secrets;

import static com.mongodb.client.model.Filters.exists;

import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.processor.mongo.Lease;
import io.wasettings.processor.store.SettingsFields;
import io.wasettings.processor.token.chain.MongoRefreshTokenVault;
import io.wasettings.service.mongo.CollectionNames;
import org.bson.conversions.Bson;

/** Where the store holds seals; the owner of each is the document's {@code _id}. */
enum SealedField {
    SETTINGS(CollectionNames.SETTINGS, SettingsFields.SEALED_SECRETS, Purpose.SETTINGS),
    ACCESS_TOKEN(CollectionNames.SETTINGS, SettingsFields.SEALED_TOKEN, Purpose.ACCESS_TOKEN),
    REFRESH_TOKENS(MongoRefreshTokenVault.COLLECTION, MongoRefreshTokenVault.SEALED, Purpose.REFRESH_TOKENS);

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
     *
     * @param renewal the loan that one would have that began now
     */
    Bson idle(Lease renewal) {
        return this == REFRESH_TOKENS ? exists("_id") : renewal.free(SettingsFields.RENEWAL_HELD_UNTIL);
    }

    @Override
    public String toString() {
        return collection + "." + field;
    }
}
