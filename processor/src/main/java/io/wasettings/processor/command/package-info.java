/**
 * The story of one command, from the record to its status. To be read in this order:
 *
 * <ol>
 *   <li>{@link CommandHandler}: what the intake asks for; {@link Delivery}: what it hands over
 *   <li>{@link Commands}: the life of a delivery; read, looked up in the store, carried out, reported
 *   <li>{@link CommandReader}: what a record is; a {@link Command}, or unreadable
 *   <li>{@code attempt.CommandPipeline}: one attempt, step by step in the order of the contract
 *   <li>{@link Reporter}: where each outcome goes; {@link Statuses} words it, {@link RetryPolicy} says when it is tried
 *       again, {@link Handover} brings it to a retry topic or the dead-letter topic
 * </ol>
 *
 * <p>What holds all along: an expected result is a value, and only a bug or the store's absence is an exception;
 * nothing of a record is trusted; a delivery is finished only once the broker holds what it came to.
 *
 * <p>May use every other package of the processor but those that drive or watch it: {@code intake}, {@code replay},
 * {@code ops} and {@code cli}.
 */
@NullMarked
package io.wasettings.processor.command;

import org.jspecify.annotations.NullMarked;
