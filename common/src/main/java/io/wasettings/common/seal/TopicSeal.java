package io.wasettings.common.seal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Seals for the topic, whose producers have only the public keys: {@code ECDH-ES} on P-256 with {@code A256GCM}. The
 * current key seals; every private key opens. Thread-safe; keys are prepared once, for the fastest provider available.
 */
public final class TopicSeal {

    private final JWEHeader header;
    private final ECDHEncrypter encrypter;
    private final Map<String, ECDHDecrypter> decrypters = new HashMap<>();

    /** @throws IllegalArgumentException if a key is no point of the curve */
    public TopicSeal(SealingKeys keys) {
        try {
            ECKey current = keys.current();
            header = Jwe.header(JWEAlgorithm.ECDH_ES, current.getKeyID());
            encrypter = new ECDHEncrypter(current.toPublicJWK());
            NativeProvider.use(encrypter.getJCAContext());
            for (ECKey key : keys.privateKeys()) {
                ECDHDecrypter decrypter = new ECDHDecrypter(NativeProvider.own(key.toECPrivateKey()));
                NativeProvider.use(decrypter.getJCAContext());
                decrypters.put(key.getKeyID(), decrypter);
            }
        } catch (JOSEException e) {
            throw new IllegalArgumentException("its keys cannot be used", e);
        }
    }

    /** Seals the payload with the current key. */
    public String seal(byte[] payload) {
        return Jwe.seal(header, payload, encrypter);
    }

    /** Opens what was sealed for the topic; what was sealed at rest is refused. */
    public Unsealed<byte[]> open(String sealed) {
        return Jwe.open(sealed, JWEAlgorithm.ECDH_ES, kid -> Optional.ofNullable(decrypters.get(kid)));
    }
}
