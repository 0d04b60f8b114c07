package io.wasettings.processor.store;

import static com.mongodb.client.model.Updates.set;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * What a command's document says of why replays by filter leave it out.
 *
 * @param by who wanted that
 * @param at since when
 * @param note why, or null if nobody said so
 */
public record NotedParking(String by, Instant at, @Nullable String note) {

    private static final String BY = "by";
    private static final String AT = "at";
    private static final String NOTE = "note";

    /** Reads it; empty for a command that is not parked. */
    public static Optional<NotedParking> of(Document command) {
        return Optional.ofNullable(command.get(CommandFields.PARKED, Document.class))
                .map(parked -> new NotedParking(
                        parked.getString(BY), parked.getDate(AT).toInstant(), parked.getString(NOTE)));
    }

    /** Of a command that was replayed as often as allowed. */
    static NotedParking afterAllReplays(Instant at) {
        return new NotedParking("processor", at, "Replayed as often as allowed.");
    }

    /** Writes it. */
    public Bson update() {
        return set(
                CommandFields.PARKED,
                new Document(BY, by).append(AT, Date.from(at)).append(NOTE, note));
    }
}
