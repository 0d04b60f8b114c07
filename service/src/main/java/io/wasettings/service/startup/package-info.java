/**
 * Start-up failures in one line that says what to do.
 *
 * <p>Depends on Spring Boot's diagnostics alone. Registered in {@code META-INF/spring.factories}.
 */
@NullMarked
package io.wasettings.service.startup;

import org.jspecify.annotations.NullMarked;
