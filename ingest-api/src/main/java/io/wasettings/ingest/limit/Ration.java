package io.wasettings.ingest.limit;

import java.time.Duration;

/**
 * What a partner has left after it asked for one request.
 *
 * @param granted whether it got that one
 * @param remaining how many more it may make at once
 * @param untilFull until it may make all of them again
 * @param untilNext if it was not granted: until one is
 */
record Ration(boolean granted, long remaining, Duration untilFull, Duration untilNext) {}
