package io.wasettings.service.mongo;

import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How times of documents are read. */
public final class Times {

    private Times() {}

    /** A time that may be missing; null then. */
    public static @Nullable Instant read(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    /** A time that no document should lack; the epoch if one does all the same. */
    public static Instant orEpoch(Document document, String field) {
        return Objects.requireNonNullElse(read(document, field), Instant.EPOCH);
    }
}
