/**
 * The operations port: the console, and the API behind it, as {@code openapi.yaml} describes it.
 *
 * <p>Nothing else uses it. Depends on {@code common.settings}, {@code common.status}, {@code common.text},
 * {@code common.seal}, {@code http}, {@code lookup}, {@code replay}, {@code keys}, {@code store}, {@code watch},
 * {@code service.background}, {@code service.log}, {@code service.mongo}, {@code service.problem} and
 * {@code service.security}.
 */
@NullMarked
package io.wasettings.processor.ops;

import org.jspecify.annotations.NullMarked;
