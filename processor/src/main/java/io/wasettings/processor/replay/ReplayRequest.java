package io.wasettings.processor.replay;

/**
 * What an operator asks to be replayed.
 *
 * @param filter which commands
 * @param withParked whether parked ones are meant too
 * @param ratePerSecond at most that many in a second
 * @param requestedBy who asks
 */
public record ReplayRequest(DeadLetterFilter filter, boolean withParked, int ratePerSecond, String requestedBy) {}
