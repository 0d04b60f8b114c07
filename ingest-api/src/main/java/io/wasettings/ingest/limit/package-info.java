/**
 * One partner's flood must not become another one's outage: limits requests per partner and time, and places and
 * threads to a share for each partner. And all of them together must not use up the heap.
 *
 * <p>Depends on {@code service.problem}, Bucket4j, Caffeine, Micrometer and Spring Web.
 */
@NullMarked
package io.wasettings.ingest.limit;

import org.jspecify.annotations.NullMarked;
