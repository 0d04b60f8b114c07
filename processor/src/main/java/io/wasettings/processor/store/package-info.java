/**
 * What the processor keeps in MongoDB: the settings in force, guarded by their version, with their renewals, and the
 * record of every command.
 *
 * <p>Depends on {@code common}, {@code common.seal}, {@code kafka} (for the version), {@code token} (for what a token
 * is), {@code validation.url} (for the names of hosts), {@code mongo}, {@code service.log}, {@code service.memory},
 * {@code service.mongo}, {@code service.settings}, {@code service.status} and the MongoDB driver.
 */
@NullMarked
package io.wasettings.processor.store;

import org.jspecify.annotations.NullMarked;
