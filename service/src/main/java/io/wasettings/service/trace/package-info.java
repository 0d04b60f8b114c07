/**
 * Traces of commands from the HTTP request to the status, the same in both applications. Nothing is made, and nothing
 * of the SDK loaded, unless somebody collects them.
 *
 * <p>Depends on {@code log}, {@code startup}, OpenTelemetry and Spring Boot.
 */
@NullMarked
package io.wasettings.service.trace;

import org.jspecify.annotations.NullMarked;
