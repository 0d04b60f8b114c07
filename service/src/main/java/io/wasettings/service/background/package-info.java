/**
 * Work in the background: its threads, and what both applications repeat, for good or until it is done.
 *
 * <p>Depends on Spring's lifecycle alone.
 */
@NullMarked
package io.wasettings.service.background;

import org.jspecify.annotations.NullMarked;
