/**
 * The processor: consumes commands, checks them against partners' servers, stores settings and tells statuses.
 *
 * <p>Start reading at {@code command}. Data flows one way: {@code intake} drives {@code command}, which uses the
 * capabilities {@code token}, {@code probe} and {@code store}. These, and {@code keys}, know the base packages, the
 * guarded client {@code http}, judged targets and what a token is, but not each other; all that {@code keys} takes of
 * two of them is names of fields. Depends on {@code service.problem} and {@code service.trace}; on its sub-packages
 * only through Spring.
 */
@NullMarked
package io.wasettings.processor;

import org.jspecify.annotations.NullMarked;
