/**
 * Replays: failed commands, found in the store, put from the dead-letter topic onto the first retry topic again, and
 * which of them operators leave out.
 *
 * <p>To be read in this order:
 *
 * <ol>
 *   <li>{@link Replays} plans a replay or begins one; {@link TakeOver} goes on with what a process left behind
 *   <li>{@link ReplayRun} goes through the {@link Candidates} that a {@link Selection} means, but for those to
 *       {@link Skip}
 *   <li>{@link Dispatch} finds their dead letters by a {@link DeadLetterReader}, has {@link Claims} take a
 *       {@link Batch} of them, and sends it by the {@link Replayer}, ahead of its commands by a {@link HeadStart}
 *   <li>{@link ReplayLog} keeps who asked for what and how it ended; {@link Tally} counts what became of what it sent
 * </ol>
 *
 * <p>Republishes raw bytes and never calls the pipeline. Depends on {@code common.event}, {@code common.status},
 * {@code kafka}, {@code lookup}, {@code mongo}, {@code store}, {@code service.background}, {@code service.kafka},
 * {@code service.log}, {@code service.mongo}, Kafka's clients, spring-kafka and the MongoDB driver.
 */
@NullMarked
package io.wasettings.processor.replay;

import org.jspecify.annotations.NullMarked;
