/**
 * Commands and settings as operators look at them: found by filter or id, counted by what they have in common, masked.
 *
 * <p>Only reads. Depends on {@code common.settings}, {@code common.status}, {@code common.text}, {@code kafka} (for the
 * version), {@code mongo}, {@code store}, {@code service.mongo}, {@code service.settings}, {@code service.status} and
 * the MongoDB driver.
 */
@NullMarked
package io.wasettings.processor.lookup;

import org.jspecify.annotations.NullMarked;
