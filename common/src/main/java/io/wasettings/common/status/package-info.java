/**
 * What becomes of a command: its states and errors, and which of two statuses counts.
 *
 * <p>Depends on {@code common.event}, {@code common.settings}, {@code common.text} and Jackson only.
 */
@NullMarked
package io.wasettings.common.status;

import org.jspecify.annotations.NullMarked;
