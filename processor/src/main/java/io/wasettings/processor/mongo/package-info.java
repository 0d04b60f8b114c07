/**
 * The processor's side of MongoDB that has no business meaning: the connection, its time limits and expiry indexes.
 *
 * <p>Depends on the MongoDB driver alone.
 */
@NullMarked
package io.wasettings.processor.mongo;

import org.jspecify.annotations.NullMarked;
