/**
 * What a record is: what {@link CommandReader} makes of a delivery, a {@link Command} or something {@link Unreadable}.
 * Nothing of a record is trusted.
 *
 * <p>Depends on {@code common.event}, {@code common.settings}, {@code common.status}, {@code common.text},
 * {@code common.seal}, {@code command.delivery}, {@code command.attempt} (for what an attempt starts from),
 * {@code kafka}, {@code store} (for what is known of a command), {@code service.log} and {@code service.mongo}.
 */
@NullMarked
package io.wasettings.processor.command.reading;

import org.jspecify.annotations.NullMarked;
