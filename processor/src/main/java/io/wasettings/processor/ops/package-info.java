/**
 * The operations port: health, metrics, and the API behind which dead letters are listed and replayed.
 *
 * <p>May use {@code replay}, {@code store} and common. Nothing depends on it.
 */
@NullMarked
package io.wasettings.processor.ops;

import org.jspecify.annotations.NullMarked;
