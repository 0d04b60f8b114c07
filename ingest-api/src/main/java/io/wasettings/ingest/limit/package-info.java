/**
 * One partner's flood must not become another one's outage: requests per partner and time, places and threads of which
 * nobody has more than a share. And all of them together must not use up the heap.
 *
 * <p>Depends on {@code service.problem}, Bucket4j, Caffeine, Micrometer and Spring Web.
 */
@NullMarked
package io.wasettings.ingest.limit;

import org.jspecify.annotations.NullMarked;
