package io.wasettings.processor.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command that was given up, as operators see it.
 *
 * @param commandId its id, or null where unreadable
 * @param partner its partner, or null where unreadable
 * @param key its record key, or null where there is none
 * @param state how it stands now
 * @param code the documented code
 * @param step the step that failed
 * @param cause why
 * @param attempts attempts before it was given up
 * @param replays replays so far
 * @param parked whether it was replayed as often as allowed
 * @param replayable whether its value is still there
 * @param firstSeenAt when the broker first had it
 * @param failedAt when it was given up
 * @param position where it lies on the dead-letter topic
 */
public record FailedCommand(
        @Nullable String commandId,
        @Nullable String partner,
        @Nullable String key,
        String state,
        @Nullable Integer code,
        String step,
        String cause,
        int attempts,
        int replays,
        boolean parked,
        boolean replayable,
        Instant firstSeenAt,
        Instant failedAt,
        String position) {

    /** What operators see of a dead letter. */
    public static FailedCommand of(DeadLetters.Failed failed) {
        DeadLetter letter = failed.letter();
        return new FailedCommand(
                letter.id(),
                letter.partner(),
                letter.key(),
                failed.state(),
                letter.why().code(),
                letter.why().step(),
                letter.why().cause(),
                letter.headers().attempts(),
                letter.headers().replays(),
                letter.why().parked(),
                !letter.why().isTruncated(),
                Instant.ofEpochMilli(letter.headers().version().timestamp()),
                letter.why().failedAt(),
                letter.partition() + "@" + letter.offset());
    }
}
