/**
 * A careful client of partners' token endpoints (RFC 6749 sections 4.4 and 6, RFC 6750, RFC 9700).
 *
 * <p>Depends on the guarded HTTP client, Nimbus' OAuth 2.0 SDK, the MongoDB driver and common.
 */
@NullMarked
package io.wasettings.processor.token;

import org.jspecify.annotations.NullMarked;
