/**
 * Cryptography of seals and keyed hashes: which keys there are, how a payload is sealed for the topic and at rest, and
 * how something is found again by its hash. Handles bytes only; what they mean is up to {@code SecretBox}.
 *
 * <p>Depends on Nimbus JOSE only.
 */
@NullMarked
package io.wasettings.common.seal;

import org.jspecify.annotations.NullMarked;
