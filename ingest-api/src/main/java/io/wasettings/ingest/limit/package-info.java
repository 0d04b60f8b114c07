/**
 * Limits of what is scarce: places and threads, of which no owner gets more than a share, so that one partner's flood
 * is not another's outage; and what the heap has room for.
 *
 * <p>Depends on nothing but the JDK.
 */
@NullMarked
package io.wasettings.ingest.limit;

import org.jspecify.annotations.NullMarked;
