/** Programs that do the work of a command, to compare with: each a process of its own. */
@NullMarked
package io.wasettings.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
