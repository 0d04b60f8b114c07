/** Figures, and the table that shows them. */
@NullMarked
package io.wasettings.benchmarks.report;

import org.jspecify.annotations.NullMarked;
