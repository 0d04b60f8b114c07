/**
 * What something that was asked came to: done, or refused with a problem.
 *
 * <p>Depends on {@code service.problem}.
 */
@NullMarked
package io.wasettings.ingest.result;

import org.jspecify.annotations.NullMarked;
