/**
 * The processor's side of Kafka: the version of a command, since when it waits, headers of retries and dead letters,
 * the largest records, and sending that does not give up.
 *
 * <p>Depends on {@code service.background}, {@code service.kafka}, {@code service.log} and Kafka's clients.
 */
@NullMarked
package io.wasettings.processor.kafka;

import org.jspecify.annotations.NullMarked;
