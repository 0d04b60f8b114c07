/**
 * Limits the requests of a partner in a time, and tells it how many are left.
 *
 * <p>Depends on {@code service.problem}, Bucket4j, Caffeine, Micrometer and Spring Web.
 */
@NullMarked
package io.wasettings.ingest.rate;

import org.jspecify.annotations.NullMarked;
