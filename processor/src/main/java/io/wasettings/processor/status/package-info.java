/**
 * Statuses out to the status topic, and from there into {@code commands} where the store has them not.
 *
 * <p>Depends on {@code kafka}, {@code service}, spring-kafka and common.
 */
@NullMarked
package io.wasettings.processor.status;

import org.jspecify.annotations.NullMarked;
