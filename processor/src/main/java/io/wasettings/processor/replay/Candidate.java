package io.wasettings.processor.replay;

import static com.mongodb.client.model.Projections.include;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.lookup.CommandLookup.Part;
import io.wasettings.processor.lookup.Cursor;
import io.wasettings.processor.lookup.RecordName;
import io.wasettings.processor.store.CommandFields;
import io.wasettings.processor.store.NotedDeadLetter;
import io.wasettings.processor.store.NotedReplay;
import io.wasettings.service.kafka.Records;
import io.wasettings.service.mongo.Times;
import io.wasettings.service.status.CommandDocuments;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A command that a replay may send.
 *
 * @param identity its {@code _id}
 * @param commandId the id of its command, or of the one that it is a record of
 * @param createdAt when it first came
 * @param standing how it stands
 * @param place where its dead letter lies, or null if it does not, or without a value
 * @param claim the replay that has it, or had it last; null if none ever did
 */
record Candidate(
        String identity,
        String commandId,
        Instant createdAt,
        Standing standing,
        @Nullable Place place,
        @Nullable NotedReplay claim) {

    /** A claim older than any round can be; whoever has it was killed before it sent the command. */
    static final Duration CLAIM_LASTS = Duration.ofDays(1);

    /** What a candidate is read from. */
    static final Part<Candidate> PART = new Part<>(
            Candidate::of,
            include(
                    CommandDocuments.COMMAND_ID,
                    CommandDocuments.CREATED_AT,
                    CommandDocuments.STATE,
                    CommandDocuments.ROUND,
                    CommandFields.PARKED,
                    CommandFields.DEAD_LETTER,
                    CommandFields.REPLAY));

    /**
     * How a command stands.
     *
     * @param round how often it was replayed
     * @param parked whether replays by filter leave it out
     */
    record Standing(String state, int round, boolean parked) {}

    /**
     * Where a dead letter lies.
     *
     * @param isTooLarge whether what lies there was found to be larger than any command
     */
    record Place(int partition, long offset, boolean isTooLarge) {}

    static Candidate of(Document document) {
        Document status = document.get(CommandDocuments.STATUS, Document.class);
        return new Candidate(
                document.getString("_id"),
                document.getString(CommandDocuments.COMMAND_ID),
                Times.orEpoch(document, CommandDocuments.CREATED_AT),
                new Standing(
                        status.getString("state"),
                        document.getInteger(CommandDocuments.ROUND, 0),
                        document.containsKey(CommandFields.PARKED)),
                place(document),
                NotedReplay.claim(document).orElse(null));
    }

    private static @Nullable Place place(Document document) {
        return NotedDeadLetter.of(document)
                .filter(NotedDeadLetter::isWhole)
                .map(noted -> new Place(noted.partition(), noted.offset(), noted.isTooLarge()))
                .orElse(null);
    }

    /** The same, with nothing to send. */
    Candidate withoutLetter() {
        return new Candidate(identity, commandId, createdAt, standing, null, claim);
    }

    /**
     * Whether this record can be the command's dead letter. It is not if what it says of itself, its id, or the place
     * where it first appeared, is another command's.
     */
    boolean mayBeIn(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = Records.headers(record.headers());
        String subject = DeadLetterHeaders.read(headers).subject();
        if (subject != null) {
            return subject.equals(identity);
        }
        Optional<CommandRef> command = CommandRef.parse(identity);
        return command.isPresent()
                ? CloudEvent.read(headers, record.value())
                        .origin()
                        .command()
                        .map(command.get()::equals)
                        .orElse(true)
                : firstSeen(headers)
                        .map(first -> identity.endsWith(placeOnAnyTopic(record.partition(), first.offset())))
                        .orElse(true);
    }

    private static String placeOnAnyTopic(int partition, long offset) {
        return ToldStatus.place("", partition, offset);
    }

    private static Optional<Version> firstSeen(Map<String, byte[]> headers) {
        return RetryHeaders.read(headers).map(RetryHeaders::version).filter(Version::isKnown);
    }

    /** Whether operators name it so: by its id, or by the place of a record that is no command of its own. */
    boolean isNamed(String id) {
        return id.equals(commandId) || (!isCommand() && identity.equals(RecordName.identity(id)));
    }

    /** What operators call it. */
    String name() {
        return isCommand() ? commandId : RecordName.shown(identity);
    }

    private boolean isCommand() {
        return CommandRef.parse(identity).isPresent();
    }

    /** Where the listing that it was found in goes on after it. */
    Cursor cursor() {
        return new Cursor(createdAt, identity);
    }

    int round() {
        return standing.round;
    }

    /** Whether it is claimed for a round that has not begun. */
    boolean awaitsItsRound() {
        return claim != null && claim.round() > round();
    }

    /** Why that replay leaves it out; empty if it does not. */
    Optional<Skip> skipped(Selection selection, String replay, Instant now) {
        if (!standing.state.equals(State.FAILED.wireName())) {
            return Optional.of(Skip.NOT_FAILED);
        }
        if (place == null) {
            return Optional.of(Skip.NO_VALUE);
        }
        if (place.isTooLarge()) {
            return Optional.of(Skip.TOO_LARGE);
        }
        if (standing.parked && !selection.meansParked()) {
            return Optional.of(Skip.PARKED);
        }
        return isClaimedByAnother(replay, now) ? Optional.of(Skip.IN_ANOTHER_REPLAY) : Optional.empty();
    }

    private boolean isClaimedByAnother(String replay, Instant now) {
        return claim != null
                && awaitsItsRound()
                && !claim.id().equals(replay)
                && claim.at().plus(CLAIM_LASTS).isAfter(now);
    }
}
