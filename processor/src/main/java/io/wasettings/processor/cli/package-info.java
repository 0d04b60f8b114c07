/**
 * The command line of {@code processor.jar}: one class a command, but for {@code check-url}, which is a package.
 *
 * <p>To be read in this order:
 *
 * <ol>
 *   <li>{@link Main} serves, or runs the command that the arguments name
 *   <li>{@code cli.url} and {@link KeysCommand} ask neither store nor broker; what does is a {@link PropertiesCommand}
 *   <li>{@link OperatorProgram} runs those in an {@link OperatorContext}, made from {@link ApplicationProperties}
 *   <li>{@link Failures} says in one line why a command could not be carried out
 * </ol>
 *
 * <p>What asks neither the store nor the broker starts without a context of Spring, so that it answers at once:
 * {@code check-url}, {@code keys generate}, {@code rotate} and {@code list}, help. May use every other package.
 */
@NullMarked
package io.wasettings.processor.cli;

import org.jspecify.annotations.NullMarked;
