/**
 * The story of one command, from the record to its status. To be read in this order:
 *
 * <ol>
 *   <li>{@code command.delivery}: what the intake hands over, and asks for
 *   <li>{@link Commands}: the life of a delivery; read, opened, recognised by its identity and content
 *       ({@link Identity}, {@link ContentHash}), attempted, reported. What this service itself is the reason for is an
 *       {@link OurFault}; what cannot be read ends in {@link UnreadableRecords}
 *   <li>{@code command.reading}: what a record is; a {@code Command}, or unreadable
 *   <li>{@code command.attempt}: one attempt, step by step in the order of the contract; ends in an {@code Outcome}
 *   <li>{@code command.report}: where each outcome goes; the store, the status topic, a retry topic, the dead-letter
 *       topic
 * </ol>
 *
 * <p>What holds all along: an expected result is a value, and only a bug or the store's absence is an exception;
 * nothing of a record is trusted; a delivery is finished only once the broker holds what it came to.
 *
 * <p>May use every other package of the processor but those that drive or watch it: {@code intake}, {@code replay},
 * {@code ops}, {@code watch} and {@code cli}.
 */
@NullMarked
package io.wasettings.processor.command;

import org.jspecify.annotations.NullMarked;
