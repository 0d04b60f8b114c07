package io.wasettings.common;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A status as it is told: of whom, and in which round of the command.
 *
 * @param status how the command stands
 * @param round how often the command had been replayed by then; 0 first
 * @param record null for the status of a command; {@code topic/partition/offset} where it is of that record alone,
 *     because its identity cannot be read or is another command's
 */
public record ToldStatus(Status status, int round, @Nullable String record) {

    /** The status of a command. */
    public ToldStatus(Status status, int round) {
        this(status, round, null);
    }

    /** Whose status it is; empty when it is of a record alone. */
    public Optional<CommandRef> command() {
        return record == null && status.source() != null
                ? Optional.of(new CommandRef(status.source(), status.commandId()))
                : Optional.empty();
    }

    /** What tells this subject from all others: the command's identity, or the record's place. */
    public String subject() {
        return record == null ? new CommandRef(String.valueOf(status.source()), status.commandId()).key() : record;
    }

    /** Whether this takes the place of that one; see {@link StatusOrder}. */
    public boolean replaces(ToldStatus current) {
        return StatusOrder.replaces(this, current);
    }

    /** The one of both that stands when {@code next} arrives after this. */
    public ToldStatus then(ToldStatus next) {
        return next.replaces(this) ? next : this;
    }
}
