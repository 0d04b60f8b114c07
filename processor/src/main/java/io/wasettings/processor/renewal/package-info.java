/**
 * Keeps stored tokens warm: renews them ahead of their expiry, each by one process at a time.
 *
 * <p>Like {@code command}, it brings capabilities together: the store, tokens and the URL policy. Never depends on
 * {@code command} or {@code intake}.
 */
@NullMarked
package io.wasettings.processor.renewal;

import org.jspecify.annotations.NullMarked;
