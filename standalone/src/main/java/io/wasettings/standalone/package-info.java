/**
 * Everything in one JVM: broker, store, demo partner and both applications, started in order and stopped in reverse.
 *
 * <p>Depends on all other modules; nothing depends on it.
 */
@NullMarked
package io.wasettings.standalone;

import org.jspecify.annotations.NullMarked;
