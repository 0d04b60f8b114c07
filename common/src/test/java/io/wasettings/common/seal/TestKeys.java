package io.wasettings.common.seal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.List;

/** Sealing keys made for a test. */
public final class TestKeys {

    private TestKeys() {}

    public static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static SealingKeys keys(JWK... keys) {
        return new SealingKeys(new JWKSet(List.of(keys)));
    }
}
