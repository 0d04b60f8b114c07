/**
 * How commands stand: follows the status topic, lets requests wait for the end of their command, keeps what a client
 * was told, and answers {@code GET} on a command.
 *
 * <p>Depends on {@code common}, {@code broker}, {@code store} and {@code service.problem}.
 */
@NullMarked
package io.wasettings.ingest.status;

import org.jspecify.annotations.NullMarked;
