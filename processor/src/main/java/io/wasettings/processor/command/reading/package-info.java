/**
 * What a record is: a {@link Delivery} as the broker handed it over, and what {@link CommandReader} makes of it, a
 * {@link Command} or something {@link Unreadable}. Nothing of a record is trusted.
 *
 * <p>Depends on {@code common}, {@code common.seal}, {@code command.attempt} (for what an attempt starts from),
 * {@code kafka}, {@code store} (for what is known of a command), {@code service.kafka}, {@code service.log} and
 * {@code service.mongo}.
 */
@NullMarked
package io.wasettings.processor.command.reading;

import org.jspecify.annotations.NullMarked;
