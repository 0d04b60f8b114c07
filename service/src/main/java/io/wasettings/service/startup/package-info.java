/**
 * How a program starts and ends, wherever it runs: independent of the locale, failures in one line that says what to
 * do, a warning about properties that nobody reads, and an end within a limit.
 *
 * <p>Depends on {@code common.text} (for typos), Spring Boot, and on the clients whose settings can be mistaken.
 * Registered in {@code META-INF/spring.factories}.
 */
@NullMarked
package io.wasettings.service.startup;

import org.jspecify.annotations.NullMarked;
