package io.wasettings.processor.keys;

import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.processor.store.SettingsFields;
import io.wasettings.processor.token.chain.MongoRefreshTokenVault;
import io.wasettings.service.mongo.CollectionNames;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** The fields of each collection. */
    static Map<String, List<SealedField>> byCollection() {
        return Stream.of(values()).collect(Collectors.groupingBy(SealedField::collection));
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

    @Override
    public String toString() {
        return collection + "." + field;
    }
}
