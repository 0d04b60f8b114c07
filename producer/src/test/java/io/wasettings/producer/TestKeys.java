package io.wasettings.producer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

/** Sealing keys made for a test. */
final class TestKeys {

    private TestKeys() {}

    /** A key of that id, with its private part. */
    static JWKSet generate(String kid) {
        try {
            return new JWKSet(new ECKeyGenerator(Curve.P_256).keyID(kid).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key of that id as the ingest-api publishes it, JSON. */
    static String published(String kid) {
        return generate(kid).toPublicJWKSet().toString();
    }
}
