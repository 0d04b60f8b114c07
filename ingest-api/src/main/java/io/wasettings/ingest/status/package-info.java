/**
 * How commands stand: follows the status topic, lets requests wait for the end of their command, and keeps what a
 * client was told.
 *
 * <p>Depends on {@code common.event}, {@code common.settings}, {@code common.status}, {@code broker}, {@code limit},
 * {@code store}, {@code service.background}, {@code service.kafka}, {@code service.log}, {@code service.memory},
 * {@code service.mongo}, {@code service.security} and {@code service.status}.
 */
@NullMarked
package io.wasettings.ingest.status;

import org.jspecify.annotations.NullMarked;
