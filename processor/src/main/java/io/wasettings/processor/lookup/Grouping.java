package io.wasettings.processor.lookup;

import io.wasettings.processor.store.CommandFields;
import io.wasettings.service.status.CommandDocuments;
import java.util.Arrays;
import java.util.Locale;
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
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(name))
                .findFirst();
    }

    /** Its name, in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String field() {
        return field;
    }
}
