/**
 * What is asked for in the query of a URL.
 *
 * <p>Depends on {@code result} and {@code service.problem}.
 */
@NullMarked
package io.wasettings.ingest.query;

import org.jspecify.annotations.NullMarked;
