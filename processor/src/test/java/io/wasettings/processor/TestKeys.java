package io.wasettings.processor;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.wasettings.common.settings.SecretBox;
import java.util.List;

/** Sealing keys made for a test. */
public final class TestKeys {

    private TestKeys() {}

    /** Seals and opens with a new key of that id. */
    public static SecretBox secretBox(String kid) {
        return secretBox(key(kid));
    }

    /** Seals with the first of these keys, and opens with all. */
    public static SecretBox secretBox(JWK... keys) {
        return new SecretBox(new JWKSet(List.of(keys)));
    }

    /** A new key of that id. */
    public static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
