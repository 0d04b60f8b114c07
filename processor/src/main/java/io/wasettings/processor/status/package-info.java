/**
 * Statuses out to the status topic, and from there into {@code commands} where the store has them not.
 *
 * <p>Depends on {@code common}, {@code kafka}, {@code service.kafka}, {@code service.log}, {@code service.mongo},
 * {@code service.status}, {@code service.trace}, spring-kafka and the MongoDB driver.
 */
@NullMarked
package io.wasettings.processor.status;

import org.jspecify.annotations.NullMarked;
