/**
 * Access to MongoDB, bounded in time and in threads, so that an outage of the store never holds up a request, nor one
 * partner's requests another's.
 *
 * <p>Knows nothing of what is stored; depends on {@code limit}, {@code service.background}, {@code service.log},
 * {@code service.mongo} and the driver.
 */
@NullMarked
package io.wasettings.ingest.store;

import org.jspecify.annotations.NullMarked;
