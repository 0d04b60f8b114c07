/**
 * How fast the applications are, each figure beside what the same machine could do in the same run. Read
 * {@link Benchmarks} first.
 *
 * <p>{@code world} is what they run in, {@code contender} who does the same work, {@code scenario} what is measured,
 * {@code report} how it is shown.
 */
@NullMarked
package io.wasettings.benchmarks;

import org.jspecify.annotations.NullMarked;
