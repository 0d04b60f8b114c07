package io.wasettings.processor.replay;

import org.jspecify.annotations.Nullable;

/**
 * What an operator asks to be replayed.
 *
 * @param selection which commands
 * @param ratePerSecond at most that many in a second
 * @param reason why, for the record, or null
 * @param requestedBy who asks
 */
public record ReplayRequest(
        Selection selection, int ratePerSecond, @Nullable String reason, String requestedBy) {

    /** Where nothing else is asked for. */
    public static final int DEFAULT_RATE = 50;
    /** The highest rate. */
    public static final int HIGHEST_RATE = 10_000;
    /** What a replay sends in a second, about, if nothing holds it up. */
    static final int UNHINDERED_RATE = 2000;
    /** Characters of a reason, at most. */
    public static final int LONGEST_REASON = 500;

    /** Whether it is to go as fast as it can; where less is asked for, it has time. */
    boolean isHurried() {
        return ratePerSecond >= UNHINDERED_RATE;
    }

    /** Whether a replay may go at that rate. */
    public static boolean takesRate(int ratePerSecond) {
        return ratePerSecond >= 1 && ratePerSecond <= HIGHEST_RATE;
    }

    /** Whether that may be the reason of a replay. */
    public static boolean takesReason(@Nullable String reason) {
        return reason == null || (!reason.isBlank() && reason.length() <= LONGEST_REASON);
    }
}
