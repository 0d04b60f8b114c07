/**
 * The memory of refresh tokens that rotate (RFC 9700 section 4.14.2): presents the newest of a chain alone, one
 * exchange at a time across all processes, and makes what an exchange brings durable before anybody hears of it.
 *
 * <p>Read {@link RefreshTokenExchange} first. It finds the chain that a refresh token belongs to
 * ({@link CredentialHashes}), has requests of this process wait for each other ({@link ChainTurns}), and answers with
 * what was granted before, or borrows the chain from the {@link RefreshTokenVault} that all processes share.
 * {@link LoanedExchange} then asks the token endpoint, and has {@link ChainKeeper} keep what that brings.
 * {@link MongoRefreshTokenVault} is the vault; {@link ChainDocuments} is how it stores chains, and {@link HiddenChains}
 * how it sees that a key is missing.
 *
 * <p>Depends on {@code common.settings}, {@code common.seal}, {@code token}, {@code token.endpoint},
 * {@code validation.url}, {@code lifecycle}, {@code mongo}, {@code service.background}, {@code service.log},
 * {@code service.mongo}, the MongoDB driver and Micrometer.
 */
@NullMarked
package io.wasettings.processor.token.chain;

import org.jspecify.annotations.NullMarked;
