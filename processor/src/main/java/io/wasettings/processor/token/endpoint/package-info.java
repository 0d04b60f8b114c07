/**
 * A careful client of token endpoints (RFC 6749, RFC 6750): asks for a token by one way of client authentication after
 * the other, and judges the answers of the many dialects. Keeps nothing and retries nothing.
 *
 * <p>Depends on {@code common.settings}, {@code common.text}, {@code token}, the guarded client {@code http}, Nimbus'
 * OAuth 2.0 SDK and Micrometer.
 */
@NullMarked
package io.wasettings.processor.token.endpoint;

import org.jspecify.annotations.NullMarked;
