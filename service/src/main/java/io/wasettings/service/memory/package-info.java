/**
 * What both applications keep in memory for a while.
 *
 * <p>Depends on nothing.
 */
@NullMarked
package io.wasettings.service.memory;

import org.jspecify.annotations.NullMarked;
