/**
 * Asks a partner's webhook whether it takes calls with the credential that the partner gave.
 *
 * <p>Depends on {@code common.settings}, {@code common.text}, the guarded client {@code http} and, for the judged
 * targets, {@code validation.url}.
 */
@NullMarked
package io.wasettings.processor.probe;

import org.jspecify.annotations.NullMarked;
