/**
 * How commands come in: one poll loop without a barrier, a lane per key, and the lowest unfinished offset committed.
 *
 * <p>Read {@link PollLoop} first. Drives {@code command} and knows nothing else of this project; the loop itself never
 * calls a partner, the store or a producer.
 */
@NullMarked
package io.wasettings.processor.intake;

import org.jspecify.annotations.NullMarked;
