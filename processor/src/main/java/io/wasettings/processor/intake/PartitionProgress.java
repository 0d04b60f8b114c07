package io.wasettings.processor.intake;

import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far one partition has come during one assignment: which of its offsets are unfinished. Thread-safe.
 *
 * <p>A new assignment gets a new object, so a result that comes after a revocation changes nothing that is committed.
 */
final class PartitionProgress {

    private final TreeMap<Long, Long> timestampsOfUnfinished = new TreeMap<>();
    private @Nullable String topicId;
    private boolean over;
    private long next = -1;
    private long highest = -1;
    private long committed = -1;

    /** @param topicId the id of the topic as which the partition was read so far; null if that is not known */
    PartitionProgress(@Nullable String topicId) {
        this.topicId = topicId;
    }

    /** Notes that everything before that offset was finished in assignments before this one. */
    synchronized void begin(long offset) {
        next = offset;
        highest = offset - 1;
        if (topicId != null) {
            // Else it is committed once more, with the id that is found.
            committed = offset;
        }
    }

    /**
     * Whether that is the id of the topic as which the partition was read so far. Where none is known, it is from now
     * on.
     */
    synchronized boolean goesOnAs(String id) {
        if (topicId == null) {
            topicId = id;
        }
        return topicId.equals(id);
    }

    /** The id of the topic as which the partition is read; null if that is not known. */
    synchronized @Nullable String topicId() {
        return topicId;
    }

    /** Notes that the record at that offset was taken in. Offsets come in ascending order, not without gaps. */
    synchronized void started(long offset, long timestamp) {
        if (next < 0) {
            // Where the assignment began is no news to the broker.
            committed = offset;
        }
        timestampsOfUnfinished.put(offset, timestamp);
        next = offset + 1;
        highest = offset;
    }

    /**
     * Notes that the consumer has taken in everything before that offset: also what it never delivers, which are
     * markers of transactions and records of aborted ones.
     */
    synchronized void reached(long offset) {
        next = Math.max(next, offset);
    }

    /** Whether what has that offset now cannot be what had it when the consumer came by. */
    synchronized boolean isBehind(long offset) {
        return offset <= highest;
    }

    /** Notes that the assignment is over: nothing of it starts any more. */
    synchronized void end() {
        over = true;
    }

    /** Whether the assignment is over. */
    synchronized boolean isOver() {
        return over;
    }

    /** Notes that the record needs no redelivery any more. */
    synchronized void finished(long offset) {
        timestampsOfUnfinished.remove(offset);
    }

    /** The offset to commit, the lowest unfinished one, unless that is committed already. */
    synchronized OptionalLong committable() {
        long lowest = lowestUnfinished();
        return lowest > committed ? OptionalLong.of(lowest) : OptionalLong.empty();
    }

    /** Notes what the broker confirmed to be committed. */
    synchronized void committed(long offset) {
        committed = Math.max(committed, offset);
    }

    /** The lowest unfinished offset, or that one if all before it are finished. */
    synchronized long lowestUnfinishedUpTo(long offset) {
        return Math.min(offset, lowestUnfinished());
    }

    /** How many offsets lie between the lowest unfinished one and the next one to come. */
    synchronized long span() {
        return next - lowestUnfinished();
    }

    /** How many offsets have come since that one, itself included. */
    synchronized long since(long offset) {
        return next - offset;
    }

    /** When the broker appended the record that has been unfinished the longest, in milliseconds since the epoch. */
    synchronized OptionalLong oldestUnfinished() {
        return timestampsOfUnfinished.values().stream()
                .mapToLong(Long::longValue)
                .min();
    }

    private long lowestUnfinished() {
        return timestampsOfUnfinished.isEmpty() ? next : timestampsOfUnfinished.firstKey();
    }
}
