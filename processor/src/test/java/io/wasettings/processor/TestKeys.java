package io.wasettings.processor;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.wasettings.common.SecretBox;

/** Sealing keys made for a test. */
public final class TestKeys {

    private TestKeys() {}

    /** Seals and opens with a new key of that id. */
    public static SecretBox secretBox(String kid) {
        try {
            return new SecretBox(
                    new JWKSet(new ECKeyGenerator(Curve.P_256).keyID(kid).generate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
