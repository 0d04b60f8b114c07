/**
 * Where each outcome goes. {@link Reporter} is to be read first: it leads to {@link Endings} or to {@link Retries}.
 * {@link Statuses} words the outcome, {@link Teller} writes it into the store and onto the status topic,
 * {@link RetryPolicy} says when the command is tried again, {@link Handover} brings it to a retry topic,
 * {@link DeadLettering} to the dead-letter topic. A command that is reported on comes as a {@link Case}.
 *
 * <p>Depends on {@code common.event}, {@code common.settings}, {@code common.status}, {@code command.delivery},
 * {@code command.reading}, {@code command.attempt} (for the outcome), {@code kafka}, {@code store},
 * {@code validation.url} (for how hosts are named), {@code service.kafka} (for the topics' names), {@code service.log},
 * {@code service.mongo} (for the store's absence), {@code service.status} and {@code service.trace}.
 */
@NullMarked
package io.wasettings.processor.command.report;

import org.jspecify.annotations.NullMarked;
