package io.wasettings.ingest.rate;

import java.time.Duration;

/**
 * What a partner has left after asking for one request.
 *
 * @param granted whether it got that one
 * @param remaining how many more it may make at once
 * @param untilFull the time until it may make all of them again
 * @param untilNext if it was not granted, the time until one will be
 */
record Ration(boolean granted, long remaining, Duration untilFull, Duration untilNext) {}
