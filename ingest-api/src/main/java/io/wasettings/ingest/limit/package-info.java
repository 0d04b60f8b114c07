/**
 * One partner's flood must not become another one's outage: requests per partner and time.
 *
 * <p>Depends on Bucket4j and {@code service.problem}.
 */
@NullMarked
package io.wasettings.ingest.limit;

import org.jspecify.annotations.NullMarked;
