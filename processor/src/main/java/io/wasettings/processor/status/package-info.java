/**
 * Statuses out to the status topic.
 *
 * <p>Depends on {@code common}, {@code kafka}, {@code service.kafka}, {@code service.status} and {@code service.trace}.
 */
@NullMarked
package io.wasettings.processor.status;

import org.jspecify.annotations.NullMarked;
