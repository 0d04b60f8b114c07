/**
 * What partners ask: their settings in force, secrets masked, and how a command stands.
 *
 * <p>Of the settings, which the processor writes, it reads only what may be shown. Depends on {@code common.settings},
 * {@code common.status}, {@code common.text}, {@code result}, {@code status}, {@code store}, {@code service.mongo},
 * {@code service.problem} and {@code service.settings}.
 */
@NullMarked
package io.wasettings.ingest.query;

import org.jspecify.annotations.NullMarked;
