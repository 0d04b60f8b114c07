/**
 * What is asked of partners' token endpoints, and what they grant (RFC 6749 sections 4.4 and 6). Its sub-packages
 * answer: {@code endpoint} one exchange, {@code chain} the succession of refresh tokens, {@code grant} all of it.
 *
 * <p>Depends on {@code common.settings}, {@code common.text}, {@code validation.url} and Nimbus' OAuth 2.0 SDK; it
 * knows none of its sub-packages.
 */
@NullMarked
package io.wasettings.processor.token;

import org.jspecify.annotations.NullMarked;
