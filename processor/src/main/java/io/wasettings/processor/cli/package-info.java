/**
 * The command line of {@code processor.jar}: one class a command.
 *
 * <p>What asks neither the store nor the broker starts without a context of Spring, so that it answers at once:
 * {@code check-url}, {@code keys generate}, {@code rotate} and {@code list}, help. May use every other package.
 */
@NullMarked
package io.wasettings.processor.cli;

import org.jspecify.annotations.NullMarked;
