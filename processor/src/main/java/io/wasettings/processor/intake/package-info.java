/**
 * How commands come in: one poll loop without a barrier, a lane per key, and the lowest unfinished offset committed.
 *
 * <p>To be read in this order:
 *
 * <ol>
 *   <li>{@link Intake} runs a {@link PollLoop} on its thread; {@link LogChanges} is for logs that changed
 *   <li>{@link Lanes} decides what runs, by {@link Turns}, {@link Room}, {@link Rests} and {@link Paces}
 *   <li>{@link TaskRunner} has a {@link Task} run on a worker
 *   <li>{@link PartitionProgress} knows which offsets are finished, and {@link Commits} commits up to them
 * </ol>
 *
 * <p>Drives commands and knows no other capability; the loop itself never calls a partner, the store or a producer.
 * Depends on {@code command.delivery}, {@code kafka}, {@code lifecycle}, {@code service.kafka} and {@code service.log}.
 */
@NullMarked
package io.wasettings.processor.intake;

import org.jspecify.annotations.NullMarked;
