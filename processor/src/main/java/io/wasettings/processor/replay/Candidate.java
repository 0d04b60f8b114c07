package io.wasettings.processor.replay;

import io.wasettings.common.Status.State;
import io.wasettings.processor.lookup.CommandRow;
import io.wasettings.processor.lookup.Cursor;
import io.wasettings.processor.store.CommandFields;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A command that a replay may send.
 *
 * @param identity its {@code _id}
 * @param row what operators see of it
 * @param place where its dead letter lies, or null where nobody knows
 * @param claim the replay that has it, or had it last
 */
record Candidate(
        String identity,
        CommandRow row,
        @Nullable Place place,
        @Nullable Claim claim) {

    /** A claim older than any round can be; whoever has it was killed before it sent the command. */
    static final Duration CLAIM_LASTS = Duration.ofDays(1);

    /** Where a dead letter lies. */
    record Place(int partition, long offset) {}

    /**
     * A replay's hold of a command.
     *
     * @param replay its id
     * @param round the round that it begins
     * @param at when
     */
    record Claim(String replay, int round, Instant at) {}

    static Candidate of(Document document) {
        Document place = document.get(CommandFields.DEAD_LETTER, Document.class);
        Document claim = document.get(CommandFields.REPLAY, Document.class);
        return new Candidate(
                document.getString("_id"),
                CommandRow.of(document),
                place == null
                        ? null
                        : new Place(
                                place.getInteger("partition"),
                                place.get("offset", Number.class).longValue()),
                claim == null
                        ? null
                        : new Claim(
                                claim.getString("id"),
                                claim.getInteger("round"),
                                claim.getDate("at").toInstant()));
    }

    /** Its id, uncut, also where it is a record that is no command of its own. */
    String commandId() {
        return identity.substring(identity.indexOf(' ') + 1);
    }

    /** Where the listing that it was found in goes on after it. */
    Cursor cursor() {
        return new Cursor(row.createdAt(), identity);
    }

    int round() {
        return row.standing().round();
    }

    /** Why that replay leaves it out; empty if it does not. */
    Optional<Skip> skipped(Selection selection, String replay, Instant now) {
        if (!row.standing().state().equals(State.FAILED.wireName())) {
            return Optional.of(Skip.NOT_FAILED);
        }
        if (place == null || !row.handling().replayable()) {
            return Optional.of(Skip.NO_VALUE);
        }
        if (row.handling().parked() && !selection.meansParked()) {
            return Optional.of(Skip.PARKED);
        }
        return isClaimedByAnother(replay, now) ? Optional.of(Skip.IN_ANOTHER_REPLAY) : Optional.empty();
    }

    private boolean isClaimedByAnother(String replay, Instant now) {
        return claim != null
                && claim.round > round()
                && !claim.replay.equals(replay)
                && claim.at.plus(CLAIM_LASTS).isAfter(now);
    }
}
