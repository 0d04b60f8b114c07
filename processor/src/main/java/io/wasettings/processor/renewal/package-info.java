/**
 * Keeps stored tokens warm: renews them ahead of their expiry, each by one process at a time.
 *
 * <p>Like {@code command}, it brings capabilities together, and never uses {@code command} or {@code intake}. Depends
 * on {@code common.settings}, {@code common.text}, {@code lifecycle}, {@code store}, {@code token},
 * {@code validation.url}, {@code service.background}, {@code service.log}, {@code service.mongo},
 * {@code service.settings} and {@code service.startup}.
 */
@NullMarked
package io.wasettings.processor.renewal;

import org.jspecify.annotations.NullMarked;
