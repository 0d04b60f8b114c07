/**
 * The processor: consumes commands, checks them against partners' servers, stores settings and tells statuses.
 *
 * <p>Start reading at {@code command}. Data flows one way: {@code intake} drives {@code command}, which uses the
 * capability packages; those know the base packages, the guarded client {@code http}, judged targets and what a token
 * is, and not each other. Depends on {@code service.problem} and {@code service.trace}; on its sub-packages only
 * through Spring.
 */
@NullMarked
package io.wasettings.processor;

import org.jspecify.annotations.NullMarked;
