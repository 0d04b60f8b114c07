package io.wasettings.processor.lookup;

import io.wasettings.common.text.WireNames;
import io.wasettings.processor.store.CommandFields;
import io.wasettings.service.status.CommandDocuments;
import java.util.Optional;

/** By what commands are counted. */
public enum Grouping {
    PARTNER(CommandDocuments.PARTNER),
    STEP(CommandFields.STEP),
    CODE(CommandFields.CODE),
    HOST(CommandFields.HOST),
    STATE(CommandDocuments.STATE);

    private final String field;

    Grouping(String field) {
        this.field = field;
    }

    /** The one of that name, in lower case. */
    public static Optional<Grouping> of(String name) {
        return WireNames.find(Grouping.class, name);
    }

    /** Its name, in lower case. */
    public String wireName() {
        return WireNames.of(this);
    }

    String field() {
        return field;
    }
}
