/**
 * Commands that were given up: listed from the dead-letter topic, and put onto the first retry topic again.
 *
 * <p>Republishes raw bytes and never calls the pipeline. Depends on {@code kafka}, Kafka's clients, the MongoDB driver
 * and common.
 */
@NullMarked
package io.wasettings.processor.replay;

import org.jspecify.annotations.NullMarked;
