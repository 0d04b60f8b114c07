/**
 * The promise behind {@code Idempotency-Key}: one key of one partner stands for one command, on every instance and
 * across restarts.
 *
 * <p>Depends on {@code common.text}, {@code store}, {@code service.log}, {@code service.mongo} and
 * {@code service.startup}.
 */
@NullMarked
package io.wasettings.ingest.idempotency;

import org.jspecify.annotations.NullMarked;
