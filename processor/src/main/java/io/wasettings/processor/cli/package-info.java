/**
 * The command line of {@code processor.jar}: one class a command.
 *
 * <p>Commands start without Spring unless they serve, so that they answer at once. May use every other package.
 */
@NullMarked
package io.wasettings.processor.cli;

import org.jspecify.annotations.NullMarked;
