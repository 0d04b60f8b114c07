/**
 * What clients and producers may know without a token: the sealing keys and the machine-readable contracts.
 *
 * <p>Depends on {@code common.settings}, {@code common.seal}, {@code service.background}, {@code service.keys},
 * {@code service.log}, {@code service.mongo}, {@code service.startup} and, to compare keys, on {@code store}.
 */
@NullMarked
package io.wasettings.ingest.discovery;

import org.jspecify.annotations.NullMarked;
