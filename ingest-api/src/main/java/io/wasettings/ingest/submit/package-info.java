/**
 * Submitting settings: a request in, a sealed command out, and the answer when the command is finished or the wait is
 * over.
 *
 * <p>{@link io.wasettings.ingest.submit.Submissions} tells the story. Depends on {@code common.event},
 * {@code common.settings}, {@code common.status}, {@code common.text}, {@code broker}, {@code edge},
 * {@code idempotency}, {@code limit}, {@code result}, {@code status}, {@code service.log}, {@code service.mongo},
 * {@code service.problem} and {@code service.trace}; knows nothing of URL policy or tokens.
 */
@NullMarked
package io.wasettings.ingest.submit;

import org.jspecify.annotations.NullMarked;
