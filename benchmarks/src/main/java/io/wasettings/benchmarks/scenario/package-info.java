/** What is measured, one class a question. */
@NullMarked
package io.wasettings.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
