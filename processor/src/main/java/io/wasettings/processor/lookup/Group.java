package io.wasettings.processor.lookup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Commands that have something in common.
 *
 * @param value what they have in common, or null if it is not known
 * @param count how many they are
 * @param oldest when the state of the oldest was noted
 * @param newest when the state of the newest was noted
 */
public record Group(@Nullable String value, long count, Instant oldest, Instant newest) {}
