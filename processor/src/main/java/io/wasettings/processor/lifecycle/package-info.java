/**
 * In what order the processor comes to its end, and how its threads pause until then, so that it does within a minute
 * and nothing is dropped that could still be kept.
 *
 * <p>Depends on Spring's lifecycle alone.
 */
@NullMarked
package io.wasettings.processor.lifecycle;

import org.jspecify.annotations.NullMarked;
