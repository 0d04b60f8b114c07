/**
 * Statuses out to the status topic, and from there into {@code command_status}.
 *
 * <p>Depends on {@code kafka}, spring-kafka, the MongoDB driver and common.
 */
@NullMarked
package io.wasettings.processor.status;

import org.jspecify.annotations.NullMarked;
