/**
 * One log of two applications: which of them wrote a line.
 *
 * <p>Depends on Logback and Spring Boot.
 */
@NullMarked
package io.wasettings.standalone.log;

import org.jspecify.annotations.NullMarked;
