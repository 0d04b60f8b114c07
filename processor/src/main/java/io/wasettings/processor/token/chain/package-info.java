/**
 * The memory of refresh tokens that rotate (RFC 9700 section 4.14.2): presents the newest of a chain alone, one
 * exchange at a time across all processes, and makes what an exchange brings durable before anybody hears of it.
 *
 * <p>Depends on {@code common}, {@code common.seal}, {@code token}, {@code token.endpoint}, {@code validation.url},
 * {@code lifecycle}, {@code mongo}, {@code service.background}, {@code service.log}, {@code service.mongo}, the MongoDB
 * driver and Micrometer.
 */
@NullMarked
package io.wasettings.processor.token.chain;

import org.jspecify.annotations.NullMarked;
