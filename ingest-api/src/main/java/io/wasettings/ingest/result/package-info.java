/**
 * The result of something that was asked for: done, or refused with a problem.
 *
 * <p>Depends on {@code common.settings}, for the names of the channels, and {@code service.problem}.
 */
@NullMarked
package io.wasettings.ingest.result;

import org.jspecify.annotations.NullMarked;
