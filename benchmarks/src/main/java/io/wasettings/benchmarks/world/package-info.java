/** Processes, topics, partners and load: what a benchmark runs in. */
@NullMarked
package io.wasettings.benchmarks.world;

import org.jspecify.annotations.NullMarked;
