/**
 * Asks a partner's webhook whether it takes calls with the credential that the partner gave.
 *
 * <p>Depends on the guarded HTTP client and common.
 */
@NullMarked
package io.wasettings.processor.probe;

import org.jspecify.annotations.NullMarked;
