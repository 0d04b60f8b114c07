/**
 * A partner for demonstrations and tests: an OAuth 2.0 token endpoint with rotating refresh tokens, and webhooks.
 *
 * <p>Depends on the JDK's HTTP server and Nimbus alone.
 */
@NullMarked
package io.wasettings.standalone.partner;

import org.jspecify.annotations.NullMarked;
