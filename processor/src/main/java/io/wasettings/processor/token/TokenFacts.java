package io.wasettings.processor.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of a token, as none of it is secret.
 *
 * @param obtainedAt when the request for it was sent
 * @param expiresAt when it expires, counted from before the request was sent
 * @param scope what was granted of the scope that was asked for, space-separated, or null if nothing is known to be
 * @param authMethod the client authentication that worked
 */
public record TokenFacts(
        Instant obtainedAt, Instant expiresAt, @Nullable String scope, AuthMethod authMethod) {}
