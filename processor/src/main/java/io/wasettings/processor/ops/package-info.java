/**
 * The operations port: health, metrics, and the API behind which dead letters are listed and replayed.
 *
 * <p>Nothing else uses it. Depends on {@code common}, {@code kafka}, {@code replay}, {@code store},
 * {@code service.kafka}, {@code service.mongo}, {@code service.problem} and {@code service.security}.
 */
@NullMarked
package io.wasettings.processor.ops;

import org.jspecify.annotations.NullMarked;
