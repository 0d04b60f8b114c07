package io.wasettings.ingest.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.wasettings.service.security.Scopes;
import java.time.Instant;
import java.util.Date;

/** JWTs as an authorization server issues them. */
final class SignedTokens {

    private SignedTokens() {}

    /** Of a token with which the partner {@code acme} may submit. */
    static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("somebody")
                .audience("wa-settings")
                .claim("partner", "acme")
                .claim("scope", Scopes.WRITE)
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    static String token(ECKey key, String type, JWTClaimsSet claims) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .keyID(key.getKeyID())
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }
}
