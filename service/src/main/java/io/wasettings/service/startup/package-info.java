/**
 * Start-up failures in one line that says what to do, and properties that nobody reads.
 *
 * <p>Depends on Spring Boot, and on the clients whose settings can be mistaken. Registered in
 * {@code META-INF/spring.factories}.
 */
@NullMarked
package io.wasettings.service.startup;

import org.jspecify.annotations.NullMarked;
