/**
 * What clients and producers may know without a token: the sealing keys and the machine-readable contracts.
 *
 * <p>Depends on {@code common} and {@code service.startup}.
 */
@NullMarked
package io.wasettings.ingest.discovery;

import org.jspecify.annotations.NullMarked;
