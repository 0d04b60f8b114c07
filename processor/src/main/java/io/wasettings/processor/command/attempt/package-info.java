/**
 * One attempt at a command. {@link CommandPipeline#process} is to be read first: it names the steps in the order of the
 * contract. Each step is a small class of its own that takes what the one before it found and hands on what it found
 * itself, or ends the attempt with an {@link Outcome}: {@link Opened}, {@link WithSecrets}, {@link Validated},
 * {@link Judged}, {@link Fresh}, {@link Authorized}, {@link Probed}.
 *
 * <p>Knows nothing of records and retry topics, and words no status: that is the business of {@code command.reading}
 * and {@code command.report}. Of statuses it knows only whether one has settled the command meanwhile.
 *
 * <p>Depends on {@code common.event}, {@code common.settings}, {@code common.status}, {@code common.text},
 * {@code common.seal}, {@code command.delivery} (to tell how servers are found), {@code validation.url}, {@code token},
 * {@code probe}, {@code store}, {@code renewal} (for its plan), {@code kafka} (for the version), {@code service.log},
 * {@code service.mongo}, {@code service.settings} and {@code service.trace}.
 */
@NullMarked
package io.wasettings.processor.command.attempt;

import org.jspecify.annotations.NullMarked;
