package io.wasettings.processor.token.chain;

import io.wasettings.common.SecretBox;
import io.wasettings.processor.token.PartnerClient;
import java.util.List;

/**
 * Keyed hashes by which what belongs to credentials is found again without keeping them. One per private key, the
 * current key's first: what was written under an earlier key is found as long as that key is there to open it.
 */
public final class CredentialHashes {

    private final SecretBox secretBox;

    public CredentialHashes(SecretBox secretBox) {
        this.secretBox = secretBox;
    }

    /** Names of the chain that begins with this refresh token; of this partner, client and token endpoint alone. */
    public List<String> chainIds(PartnerClient client, String refreshToken) {
        return secretBox.keyedHashes(
                "refresh-token", client.partner(), client.endpoint().url(), client.id(), refreshToken);
    }

    /** Stands for everything that a token depends on but the refresh token. */
    public String credentials(PartnerClient client) {
        return secretBox
                .keyedHashes(
                        "credentials",
                        client.partner(),
                        client.endpoint().url(),
                        client.id(),
                        client.secret(),
                        String.join(" ", client.scopes()),
                        client.declaredLifetime().toString())
                .get(0);
    }
}
