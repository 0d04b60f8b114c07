/**
 * The sealing keys of the processor: loaded at the start and watched, made, rotated and removed from the command line,
 * and what is stored resealed. {@code store} and {@code token.chain} name the fields in which seals and hashes lie:
 * nothing but these constants is used of them, which the compiler copies.
 *
 * <p>Depends on {@code common.settings}, {@code common.seal}, {@code lifecycle}, {@code service.background},
 * {@code service.keys}, {@code service.log}, {@code service.mongo}, {@code service.startup}, the MongoDB driver and
 * Nimbus JOSE.
 */
@NullMarked
package io.wasettings.processor.keys;

import org.jspecify.annotations.NullMarked;
