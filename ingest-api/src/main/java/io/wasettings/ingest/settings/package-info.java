/**
 * Reading a partner's settings in force, secrets masked.
 *
 * <p>Reads the collection that the processor writes, and of it only what may be shown. Depends on {@code common},
 * {@code query}, {@code result}, {@code store}, {@code service.mongo}, {@code service.problem} and
 * {@code service.settings}.
 */
@NullMarked
package io.wasettings.ingest.settings;

import org.jspecify.annotations.NullMarked;
