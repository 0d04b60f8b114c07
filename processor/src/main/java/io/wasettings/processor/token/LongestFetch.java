package io.wasettings.processor.token;

import java.time.Duration;

/**
 * How long a fetch of a token takes at the most, as configured.
 *
 * @param duration the waits for other fetches and for the store included
 */
public record LongestFetch(Duration duration) {}
