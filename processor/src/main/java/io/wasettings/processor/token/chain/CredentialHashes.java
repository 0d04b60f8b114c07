package io.wasettings.processor.token.chain;

import io.wasettings.common.seal.KeyedHash;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.processor.token.PartnerClient;
import io.wasettings.processor.validation.url.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keyed hashes by which what belongs to credentials is found again without keeping them. What was written under an
 * earlier key is found as long as that key is there.
 */
public final class CredentialHashes {

    private static final String CHAIN = "refresh-token";
    private static final String CREDENTIALS = "credentials";

    private final KeyedHash hashes;

    public CredentialHashes(SecretBox secretBox) {
        this.hashes = secretBox.hashes();
    }

    /**
     * Names of the chain that begins with this refresh token; of this partner, client and token endpoint alone, however
     * its URL is written. The first is for a chain that begins; then come those under which it may have begun.
     */
    public List<String> chainIds(PartnerClient client, String refreshToken) {
        Target endpoint = client.endpoint();
        return Stream.of(endpoint.canonicalUrl(), endpoint.url())
                .distinct()
                .map(url -> framed(CHAIN, client.partner(), url, client.id(), refreshToken))
                .flatMap(content ->
                        Stream.concat(hashes.hashes(CHAIN, content).stream(), hashes.unnamedHashes(content).stream()))
                .toList();
    }

    /** A hash that stands for everything that a token depends on but the refresh token. */
    String credentials(PartnerClient client) {
        return hashes.hash(CREDENTIALS, contentOf(client));
    }

    /** Whether the hash {@code credentials} stands for those of this client. */
    boolean areOf(PartnerClient client, String credentials) {
        return hashes.match(credentials, CREDENTIALS, contentOf(client)) == KeyedHash.Match.SAME;
    }

    private static byte[] contentOf(PartnerClient client) {
        return framed(
                client.partner(),
                client.endpoint().url(),
                client.id(),
                client.secret(),
                String.join(" ", client.scopes()),
                client.declaredLifetime().toString());
    }

    /** With their lengths, because how it is split matters. */
    private static byte[] framed(String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(part.length()).append(':').append(part);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
