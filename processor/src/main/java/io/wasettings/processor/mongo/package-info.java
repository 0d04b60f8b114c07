/**
 * The processor's side of MongoDB that has no business meaning: the connection, its time limits and its indexes.
 *
 * <p>Depends on {@code service.mongo} and the MongoDB driver.
 */
@NullMarked
package io.wasettings.processor.mongo;

import org.jspecify.annotations.NullMarked;
