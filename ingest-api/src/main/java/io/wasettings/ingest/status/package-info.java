/**
 * How commands stand: follows the status topic, lets requests wait for the end of their command, keeps what a client
 * was told, and answers {@code GET} on a command.
 *
 * <p>Depends on {@code common}, {@code broker}, {@code limit}, {@code query}, {@code result}, {@code store},
 * {@code service.background}, {@code service.kafka}, {@code service.log}, {@code service.memory},
 * {@code service.mongo}, {@code service.problem}, {@code service.security} and {@code service.status}.
 */
@NullMarked
package io.wasettings.ingest.status;

import org.jspecify.annotations.NullMarked;
