/**
 * Work that both applications repeat in the background.
 *
 * <p>Depends on Spring's lifecycle alone.
 */
@NullMarked
package io.wasettings.service.background;

import org.jspecify.annotations.NullMarked;
