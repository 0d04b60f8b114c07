package io.wasettings.processor.lookup;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.wasettings.common.status.Status.State;
import io.wasettings.processor.store.AttemptDocuments;
import io.wasettings.processor.store.CommandFields;
import io.wasettings.processor.store.CommandStore.Attempt;
import io.wasettings.processor.store.NotedDeadLetter;
import io.wasettings.service.mongo.Times;
import io.wasettings.service.status.CommandDocuments;
import java.time.Instant;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A command in one line. In JSON all its parts are members of one object.
 *
 * @param createdAt when it first came
 */
public record CommandRow(
        @JsonUnwrapped Name name,
        @JsonUnwrapped Standing standing,
        @JsonUnwrapped Blame blame,
        @JsonUnwrapped Handling handling,
        Instant createdAt) {

    /**
     * Whose command it is.
     *
     * @param id its id, or the name of a record that is no command of its own ({@link RecordName})
     */
    public record Name(
            String id,
            @Nullable String source,
            @Nullable String partner,
            @Nullable String channel,
            @Nullable String from,
            @Nullable String key) {}

    /**
     * How it stands.
     *
     * @param round how often it was replayed
     */
    public record Standing(
            String state,
            @Nullable Integer code,
            int attempt,
            int round,
            Instant occurredAt,
            @Nullable Instant retryAt) {}

    /** What its latest attempt met. */
    public record Blame(
            @Nullable String step,
            @Nullable String host,
            @Nullable String cause) {}

    /**
     * What operators can do about it.
     *
     * @param parked whether replays by filter leave it out
     * @param replayable whether a replay can send it: it lies whole on the dead-letter topic, and is not known to be
     *     larger than any command
     */
    public record Handling(boolean parked, boolean replayable) {}

    /** Reads it from the command's document, which has a status. */
    public static CommandRow of(Document document) {
        Document status = document.get(CommandDocuments.STATUS, Document.class);
        boolean failed = State.FAILED.wireName().equals(status.getString("state"));
        return new CommandRow(
                name(document),
                new Standing(
                        status.getString("state"),
                        status.getInteger("code"),
                        status.getInteger("attempt", 0),
                        document.getInteger(CommandDocuments.ROUND, 0),
                        Shown.time(status.getString("occurred_at")),
                        Shown.optionalTime(status.getString("retry_at"))),
                blame(AttemptDocuments.read(document.get(CommandFields.LATEST, new Document()))),
                new Handling(failed && document.containsKey(CommandFields.PARKED), failed && canBeSent(document)),
                Times.orEpoch(document, CommandDocuments.CREATED_AT));
    }

    /** How much text it holds, in characters. */
    @JsonIgnore
    public int length() {
        return Stream.of(
                        name.id,
                        name.source,
                        name.partner,
                        name.channel,
                        name.from,
                        name.key,
                        blame.step,
                        blame.host,
                        blame.cause)
                .mapToInt(text -> text == null ? 0 : text.length())
                .sum();
    }

    private static Name name(Document document) {
        String record = document.getString(CommandDocuments.RECORD);
        return new Name(
                Shown.cut(record == null ? document.getString(CommandDocuments.COMMAND_ID) : RecordName.shown(record)),
                Shown.optional(document.getString(CommandDocuments.SOURCE)),
                Shown.optional(document.getString(CommandDocuments.PARTNER)),
                Shown.optional(document.getString(CommandDocuments.CHANNEL)),
                Shown.optional(document.getString(CommandDocuments.FROM)),
                Shown.optional(document.getString(CommandDocuments.KEY)));
    }

    private static Blame blame(Attempt latest) {
        return new Blame(Shown.optional(latest.step()), Shown.optional(latest.host()), Shown.optional(latest.cause()));
    }

    private static boolean canBeSent(Document document) {
        return NotedDeadLetter.of(document)
                .filter(noted -> noted.isWhole() && !noted.isTooLarge())
                .isPresent();
    }
}
