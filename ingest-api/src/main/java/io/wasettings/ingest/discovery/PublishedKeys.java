package io.wasettings.ingest.discovery;

import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.util.stream.Collectors;

/**
 * The sealing keys as producers see them: each says what it is for ({@code use}) and with which algorithm
 * ({@code alg}), whatever the file of keys says, since many libraries accept no key without these.
 */
final class PublishedKeys {

    private PublishedKeys() {}

    static JWKSet of(JWKSet keys) {
        return new JWKSet(keys.getKeys().stream().map(PublishedKeys::published).collect(Collectors.toList()));
    }

    private static JWK published(JWK key) {
        ECKey sealing = key.toECKey();
        return new ECKey.Builder(sealing.getCurve(), sealing.getX(), sealing.getY())
                .keyID(sealing.getKeyID())
                .keyUse(KeyUse.ENCRYPTION)
                .algorithm(JWEAlgorithm.ECDH_ES)
                .issueTime(sealing.getIssueTime())
                .build();
    }
}
