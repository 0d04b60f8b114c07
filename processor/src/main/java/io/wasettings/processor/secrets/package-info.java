/**
 * The sealing keys of the processor: loaded at the start, made and rotated from the command line.
 *
 * <p>Depends on {@code common}, {@code service.startup} and Nimbus JOSE.
 */
@NullMarked
package io.wasettings.processor.secrets;

import org.jspecify.annotations.NullMarked;
