package io.wasettings.processor.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.store.CommandStore.DeadLetterPlace;
import io.wasettings.service.mongo.Times;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What a command's document says of its dead letter.
 *
 * @param partition partition of the dead-letter topic
 * @param offset offset on it
 * @param at when the command was given up
 * @param isWhole whether it lies there with its value
 * @param isTooLarge whether a replay found it larger than any command
 */
public record NotedDeadLetter(int partition, long offset, Instant at, boolean isWhole, boolean isTooLarge) {

    private static final String PARTITION = "partition";
    private static final String OFFSET = "offset";
    private static final String AT = "at";
    private static final String TRUNCATED = "truncated";
    private static final String TOO_LARGE = "too_large";

    /** Reads it; empty if none was noted. */
    public static Optional<NotedDeadLetter> of(Document command) {
        return Optional.ofNullable(command.get(CommandFields.DEAD_LETTER, Document.class))
                .map(noted -> new NotedDeadLetter(
                        noted.getInteger(PARTITION),
                        noted.get(OFFSET, Number.class).longValue(),
                        Times.orEpoch(noted, AT),
                        !noted.getBoolean(TRUNCATED, false),
                        noted.getBoolean(TOO_LARGE, false)));
    }

    /** The update that notes that it is larger than any command. */
    public static Bson notingTooLarge() {
        return set(field(TOO_LARGE), true);
    }

    /** Matches commands whose dead letter is noted to lie there. */
    public static Bson lyingAt(int partition, long offset) {
        return and(eq(field(PARTITION), partition), eq(field(OFFSET), offset));
    }

    /** The update that notes that it lies there; one that was replayed as often as allowed is parked. */
    static Bson noting(DeadLetterPlace place) {
        DeadLetterHeaders why = place.why();
        Bson noted = set(CommandFields.DEAD_LETTER, write(place));
        return why.parked()
                ? combine(noted, NotedParking.afterAllReplays(why.failedAt()).update())
                : noted;
    }

    private static Document write(DeadLetterPlace place) {
        return new Document(PARTITION, place.partition())
                .append(OFFSET, place.offset())
                .append(TRUNCATED, place.why().isTruncated())
                .append(AT, Date.from(place.why().failedAt()));
    }

    /** Matches commands of which no later one is noted. */
    static Bson noneLaterThan(DeadLetterPlace place) {
        Date failedAt = Date.from(place.why().failedAt());
        // The offset as well: of two processes the one that comes later may have a clock that is behind.
        return or(
                exists(CommandFields.DEAD_LETTER, false),
                lt(field(AT), failedAt),
                and(eq(field(PARTITION), place.partition()), lt(field(OFFSET), place.offset())));
    }

    private static String field(String name) {
        return CommandFields.DEAD_LETTER + "." + name;
    }
}
