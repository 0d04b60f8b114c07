/** A benchmark of what this package of the processor keeps to itself. */
@NullMarked
package io.wasettings.processor.intake;

import org.jspecify.annotations.NullMarked;
