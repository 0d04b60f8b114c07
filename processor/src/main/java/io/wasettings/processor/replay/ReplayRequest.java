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
        Selection selection, int ratePerSecond, @Nullable String reason, String requestedBy) {}
