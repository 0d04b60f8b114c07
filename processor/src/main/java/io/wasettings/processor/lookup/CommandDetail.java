package io.wasettings.processor.lookup;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.AttemptDocuments;
import io.wasettings.processor.store.CommandFields;
import io.wasettings.processor.store.CommandStore;
import io.wasettings.processor.store.NotedDeadLetter;
import io.wasettings.processor.store.NotedParking;
import io.wasettings.processor.store.NotedReplay;
import io.wasettings.processor.store.VersionDocuments;
import io.wasettings.service.status.CommandDocuments;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a command, secrets excepted. In JSON all its parts are members of one object.
 *
 * @param command the command in one line
 * @param words what its partner is told
 * @param places where it came in, where it lies, and who parked it, if it is parked still
 * @param history its attempts and replays
 * @param otherSources other producers that used the same id
 */
public record CommandDetail(
        @JsonUnwrapped CommandRow command,
        @JsonUnwrapped Words words,
        @JsonUnwrapped Places places,
        @JsonUnwrapped History history,
        List<String> otherSources) {

    private static final int MOST_MESSAGES = 50;

    /** What its partner is told. */
    public record Words(@Nullable String message, List<FieldMessage> errors, List<FieldMessage> warnings) {}

    /** Where it came in, where it lies, and who parked it. */
    public record Places(
            @Nullable FirstSeen firstSeen,
            @Nullable DeadLetter deadLetter,
            @Nullable NotedParking parkedBy) {}

    /** The latest attempts, the oldest of them first, and the replays that sent it. */
    public record History(List<Attempt> attempts, List<Sent> replays) {}

    /** Where the broker first had it. */
    public record FirstSeen(
            @Nullable String topicId, @Nullable Integer partition, long offset, Instant at) {}

    /** Where its dead letter lies. */
    public record DeadLetter(int partition, long offset, Instant at) {}

    /** A replay that sent it. */
    public record Sent(String id, String requestedBy, Instant requestedAt) {}

    /** An attempt at it; as many columns as people ask for. */
    public record Attempt(
            Instant at,
            int round,
            int attempt,
            @Nullable String step,
            @Nullable String outcome,
            @Nullable String cause,
            @Nullable String host,
            long durationMs) {

        /** Those that a command's document holds, the oldest first. */
        static List<Attempt> listed(Document document) {
            return document.getList(CommandFields.ATTEMPTS, Document.class, List.of()).stream()
                    .map(AttemptDocuments::read)
                    .map(CommandDetail::attempt)
                    .toList();
        }
    }

    static CommandDetail of(Document document, List<String> otherSources) {
        CommandRow row = CommandRow.of(document);
        return new CommandDetail(
                row,
                words(document.get(CommandDocuments.STATUS, Document.class)),
                new Places(
                        firstSeen(document),
                        deadLetter(document),
                        row.handling().parked() ? parking(document) : null),
                new History(
                        Attempt.listed(document),
                        NotedReplay.listed(document).stream()
                                .map(CommandDetail::sent)
                                .toList()),
                otherSources.stream().map(Shown::cut).toList());
    }

    private static Words words(Document status) {
        return new Words(
                Shown.optional(status.getString("message")), messages(status, "errors"), messages(status, "warnings"));
    }

    private static List<FieldMessage> messages(Document status, String field) {
        return status.getList(field, Document.class, List.of()).stream()
                .limit(MOST_MESSAGES)
                .map(each -> new FieldMessage(Shown.cut(each.getString("field")), Shown.cut(each.getString("message"))))
                .toList();
    }

    private static @Nullable FirstSeen firstSeen(Document document) {
        Document seen = document.get(CommandFields.FIRST_SEEN, Document.class);
        if (seen == null) {
            return null;
        }
        Version version = VersionDocuments.read(seen);
        Version.Log log = version.log();
        return new FirstSeen(
                log == null ? null : log.topicId(),
                log == null ? null : log.partition(),
                version.offset(),
                Instant.ofEpochMilli(version.timestamp()));
    }

    private static @Nullable DeadLetter deadLetter(Document document) {
        return NotedDeadLetter.of(document)
                .map(noted -> new DeadLetter(noted.partition(), noted.offset(), noted.at()))
                .orElse(null);
    }

    private static @Nullable NotedParking parking(Document document) {
        return NotedParking.of(document)
                .map(parked -> new NotedParking(Shown.cut(parked.by()), parked.at(), parked.note()))
                .orElse(null);
    }

    private static Attempt attempt(CommandStore.Attempt attempt) {
        return new Attempt(
                attempt.at(),
                attempt.round(),
                attempt.attempt(),
                attempt.step(),
                attempt.outcome(),
                Shown.optional(attempt.cause()),
                Shown.optional(attempt.host()),
                attempt.duration().toMillis());
    }

    private static Sent sent(NotedReplay replay) {
        return new Sent(replay.id(), Shown.cut(replay.by()), replay.at());
    }
}
