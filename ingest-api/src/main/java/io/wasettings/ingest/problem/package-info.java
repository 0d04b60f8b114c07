/**
 * Problem documents (RFC 9457): every error of this application, wherever it arises, as
 * {@code application/problem+json}.
 *
 * <p>Knows HTTP and the error codes; depends on {@code common} and, for what it means when the store is away, on
 * {@code store}.
 */
@NullMarked
package io.wasettings.ingest.problem;

import org.jspecify.annotations.NullMarked;
