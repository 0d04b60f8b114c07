/**
 * What is read of the broker and the store in the background, for metrics and health.
 *
 * <p>Depends on {@code kafka}, {@code store}, {@code service.background}, {@code service.kafka}, {@code service.log},
 * {@code service.mongo}, Kafka's admin client and the MongoDB driver.
 */
@NullMarked
package io.wasettings.processor.watch;

import org.jspecify.annotations.NullMarked;
