/**
 * Commands that were given up: listed from the dead-letter topic, and put onto the first retry topic again.
 *
 * <p>Republishes raw bytes and never calls the pipeline. Depends on {@code common}, {@code kafka}, {@code mongo},
 * {@code service.kafka}, Kafka's clients and the MongoDB driver.
 */
@NullMarked
package io.wasettings.processor.replay;

import org.jspecify.annotations.NullMarked;
