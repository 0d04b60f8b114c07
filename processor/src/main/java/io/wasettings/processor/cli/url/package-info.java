/**
 * {@code check-url}: what the URL policy makes of URLs that an operator asks about. {@link CheckUrlCommand} reads them,
 * {@link VerdictReport} has many checked at a time, and a {@link VerdictFormat} says what comes of it.
 *
 * <p>Starts without a context of Spring, so that it answers at once. Depends on {@code cli.terminal},
 * {@code validation.url}, {@code service.background}, picocli and Jackson's streaming core.
 */
@NullMarked
package io.wasettings.processor.cli.url;

import org.jspecify.annotations.NullMarked;
