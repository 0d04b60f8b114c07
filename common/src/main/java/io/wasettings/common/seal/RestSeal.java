package io.wasettings.common.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals what is stored; sealing and opening need the same private key: JWE {@code dir} with {@code A256GCM}.
 *
 * <p>Each owner and purpose has a key of its own, derived with HKDF-SHA256 from the sealing key: what was sealed for
 * one opens for no other, and no key seals so often that random nonces could repeat (NIST SP 800-38D section 8.3). The
 * first private key seals; every private key opens. Thread-safe; derived keys are kept.
 */
public final class RestSeal {

    private static final byte[] SALT = "wa-settings seal at rest".getBytes(UTF_8);

    private final Map<String, byte[]> roots = new LinkedHashMap<>();
    /** Of what is sealed from now on; null without a private key. */
    private final @Nullable JWEHeader header;

    private final SecureRandom random = new SecureRandom();

    public RestSeal(SealingKeys keys) {
        for (ECKey key : keys.privateKeys()) {
            roots.put(key.getKeyID(), Hkdf.extract(SALT, key.getD().decode()));
        }
        this.header = roots.keySet().stream()
                .findFirst()
                .map(kid -> Jwe.header(JWEAlgorithm.DIR, kid))
                .orElse(null);
    }

    /** What a value is sealed for. */
    public enum Purpose {
        /** A partner's secrets, stored with its settings. */
        SETTINGS("settings"),
        /** The access token in use, stored with its settings. */
        ACCESS_TOKEN("access token"),
        /** The newest tokens of a chain of refresh tokens. */
        REFRESH_TOKENS("refresh tokens");

        private final String label;

        Purpose(String label) {
            this.label = label;
        }
    }

    /**
     * Seals the payload with the first private key.
     *
     * @throws IllegalStateException if there is none
     */
    public String seal(Purpose purpose, String owner, byte[] payload) {
        byte[] root = header == null ? null : roots.get(header.getKeyID());
        if (header == null || root == null) {
            throw new IllegalStateException("Without a private key nothing is sealed at rest");
        }
        try {
            DirectEncrypter encrypter = new DirectEncrypter(key(root, purpose, owner));
            encrypter.getJCAContext().setSecureRandom(random);
            return Jwe.seal(header, payload, encrypter);
        } catch (JOSEException e) {
            throw new IllegalStateException("A256GCM takes every key of 256 bits", e);
        }
    }

    /** Opens what was sealed at rest for that owner and purpose; what was sealed for the topic is refused. */
    public Unsealed<byte[]> open(Purpose purpose, String owner, String sealed) {
        return Jwe.open(
                sealed,
                JWEAlgorithm.DIR,
                kid -> Optional.ofNullable(roots.get(kid)).map(root -> decrypter(key(root, purpose, owner))));
    }

    private static DirectDecrypter decrypter(SecretKey key) {
        try {
            return new DirectDecrypter(key);
        } catch (JOSEException e) {
            throw new IllegalStateException("A256GCM takes every key of 256 bits", e);
        }
    }

    private static SecretKey key(byte[] root, Purpose purpose, String owner) {
        byte[] info = (purpose.label + "\0" + owner).getBytes(UTF_8);
        return new SecretKeySpec(Hkdf.expand(root, info), "AES");
    }
}
