/**
 * Text as it comes from a terminal and goes to one: arguments beyond ASCII, and what is safe to show.
 *
 * <p>Depends on {@code common.text} only.
 */
@NullMarked
package io.wasettings.processor.cli.terminal;

import org.jspecify.annotations.NullMarked;
