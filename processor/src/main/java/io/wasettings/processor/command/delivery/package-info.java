/**
 * What the intake and the story of a command share: a {@link Delivery}, the {@link CommandHandler} that takes it and
 * the {@link Schedule} that says when; meanwhile {@link Servers} tells how a command finds the servers of its partner.
 *
 * <p>Depends on {@code common.event}, {@code kafka} (for the version) and {@code service.kafka} only.
 */
@NullMarked
package io.wasettings.processor.command.delivery;

import org.jspecify.annotations.NullMarked;
