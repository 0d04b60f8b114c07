/**
 * Replays: failed commands, found in the store, put from the dead-letter topic onto the first retry topic again, and
 * which of them operators leave out.
 *
 * <p>Republishes raw bytes and never calls the pipeline. Depends on {@code common}, {@code kafka}, {@code lookup},
 * {@code mongo}, {@code store}, {@code service.background}, {@code service.kafka}, {@code service.log},
 * {@code service.mongo}, Kafka's clients, spring-kafka and the MongoDB driver.
 */
@NullMarked
package io.wasettings.processor.replay;

import org.jspecify.annotations.NullMarked;
