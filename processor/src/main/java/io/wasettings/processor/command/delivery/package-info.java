/**
 * What the intake hands over and hears back: a {@link Delivery}, the {@link CommandHandler} that takes it, the
 * {@link Schedule} that says when it may start, and {@link Servers}, which tells how a command finds its partner's
 * servers.
 *
 * <p>Depends on {@code common.event}, {@code common.status} (for the name of a place), {@code kafka} (for the version),
 * {@code service.kafka} and Kafka's clients only.
 */
@NullMarked
package io.wasettings.processor.command.delivery;

import org.jspecify.annotations.NullMarked;
