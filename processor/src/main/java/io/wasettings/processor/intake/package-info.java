/**
 * How commands come in: one poll loop without a barrier, a lane per key, and the lowest unfinished offset committed.
 *
 * <p>Read {@link PollLoop} first. Drives commands and knows no other capability; the loop itself never calls a partner,
 * the store or a producer. Depends on {@code command}, {@code command.reading}, {@code command.attempt} (for how a
 * command found its servers), {@code kafka}, {@code lifecycle}, {@code service.kafka} and {@code service.log}.
 */
@NullMarked
package io.wasettings.processor.intake;

import org.jspecify.annotations.NullMarked;
