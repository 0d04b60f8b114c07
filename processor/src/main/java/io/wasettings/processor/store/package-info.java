/**
 * What the processor keeps in MongoDB: the settings in force, guarded by their version, and the ledger of commands.
 *
 * <p>Depends on the MongoDB driver, {@code kafka} (for the version) and common.
 */
@NullMarked
package io.wasettings.processor.store;

import org.jspecify.annotations.NullMarked;
