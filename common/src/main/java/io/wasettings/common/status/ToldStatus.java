package io.wasettings.common.status;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.event.CommandRef;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A status as it is published: whose it is, and in which round of the command.
 *
 * @param status how the command stands
 * @param round how often the command had been replayed by then, from 0
 * @param record null for the status of a command; its {@link #place} if it is about that record only, because the
 *     record's identity cannot be read or is another command's
 */
public record ToldStatus(Status status, int round, @Nullable String record) {

    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

    /** The status of a command. */
    public ToldStatus(Status status, int round) {
        this(status, round, null);
    }

    /**
     * Reads a record of the status topic; empty where it holds no status that this version can read.
     *
     * @param headers the last header of each name
     * @param value the record's value, or null for a tombstone
     */
    public static Optional<ToldStatus> read(Map<String, byte[]> headers, byte @Nullable [] value) {
        if (value == null || !CloudEvent.STATUS_TYPE.equals(text(headers, CloudEvent.TYPE))) {
            return Optional.empty();
        }
        return Status.read(value)
                .map(status -> new ToldStatus(
                        status, round(text(headers, CloudEvent.REPLAY)), text(headers, CloudEvent.RECORD)));
    }

    /** The place of a record as its name, on the wire and in the store: {@code topic/partition/offset}. */
    public static String place(String topic, int partition, long offset) {
        return topic + "/" + partition + "/" + offset;
    }

    /** The command that it is about; empty if it is about a record only. */
    public Optional<CommandRef> command() {
        return record == null && status.source() != null
                ? Optional.of(new CommandRef(status.source(), status.commandId()))
                : Optional.empty();
    }

    /** The unique name of what it is about: the command's identity, or the record's place. */
    public String subject() {
        return record == null ? new CommandRef(String.valueOf(status.source()), status.commandId()).key() : record;
    }

    /**
     * Whether both statuses, which have the same subject, are about the same command. When a topic is recreated,
     * another command's record may lie at the same place. Identities may be unreadable, so partner, channel and sender
     * are compared as well.
     */
    public boolean isOfCommandOf(ToldStatus other) {
        return record == null
                || (status.commandId().equals(other.status.commandId())
                        && Objects.equals(status.source(), other.status.source())
                        && Objects.equals(status.partner(), other.status.partner())
                        && Objects.equals(status.channel(), other.status.channel())
                        && Objects.equals(status.from(), other.status.from()));
    }

    /** Whether this status replaces {@code current}; see {@link StatusOrder}. */
    public boolean replaces(ToldStatus current) {
        return StatusOrder.replaces(this, current);
    }

    /** The status that stands after {@code next} has arrived. */
    public ToldStatus then(ToldStatus next) {
        return next.replaces(this) ? next : this;
    }

    private static int round(@Nullable String text) {
        return text != null && COUNT.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }

    private static @Nullable String text(Map<String, byte[]> headers, String name) {
        byte[] utf8 = headers.get(name);
        return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
    }
}
