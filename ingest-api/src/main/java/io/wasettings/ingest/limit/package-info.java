/**
 * Bounds for what there is only so much of: places and threads, of which no owner gets more than a share, so that one
 * partner's flood does not become another one's outage, and the heap.
 *
 * <p>Depends on nothing but the JDK.
 */
@NullMarked
package io.wasettings.ingest.limit;

import org.jspecify.annotations.NullMarked;
