/**
 * The sealing keys of the processor: loaded at the start and watched, made, rotated and removed from the command line,
 * and what is stored resealed. Where in the store seals and hashes lie, {@code store} and {@code token.chain} name.
 *
 * <p>Depends on {@code common}, {@code common.seal}, {@code service.background}, {@code service.keys},
 * {@code service.log}, {@code service.mongo}, {@code service.startup}, the MongoDB driver and Nimbus JOSE.
 */
@NullMarked
package io.wasettings.processor.secrets;

import org.jspecify.annotations.NullMarked;
