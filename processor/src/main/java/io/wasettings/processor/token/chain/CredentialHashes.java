package io.wasettings.processor.token.chain;

import io.wasettings.common.SecretBox;
import java.util.List;

/**
 * Keyed hashes by which what belongs to credentials is found again without keeping them. One per private key, the
 * current key's first: what was written under an earlier key is found as long as that key is there to open it.
 */
final class CredentialHashes {

    private final SecretBox secretBox;

    CredentialHashes(SecretBox secretBox) {
        this.secretBox = secretBox;
    }

    /** Names of the chain that begins with this refresh token; of this partner, client and token endpoint alone. */
    List<String> chainIds(TokenRequest request, String refreshToken) {
        return secretBox.keyedHashes(
                "refresh-token", request.partner(), request.endpoint().url(), request.clientId(), refreshToken);
    }

    /** Stands for everything that a token depends on but the refresh token. */
    String credentials(TokenRequest request) {
        return secretBox
                .keyedHashes(
                        "credentials",
                        request.partner(),
                        request.endpoint().url(),
                        request.clientId(),
                        request.clientSecret(),
                        String.join(" ", request.scopes()),
                        request.declaredLifetime().toString())
                .get(0);
    }
}
