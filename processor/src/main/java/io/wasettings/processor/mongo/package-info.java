/**
 * The processor's side of MongoDB that has no business meaning: the connection, its time limits, indexes for queries,
 * migrations at the start, and who has what on loan.
 *
 * <p>Depends on {@code service.background}, {@code service.log}, {@code service.mongo} and the MongoDB driver.
 */
@NullMarked
package io.wasettings.processor.mongo;

import org.jspecify.annotations.NullMarked;
