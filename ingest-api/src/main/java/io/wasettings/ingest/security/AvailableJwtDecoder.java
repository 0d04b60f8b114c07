package io.wasettings.ingest.security;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Reports unavailable metadata of an issuer as Spring Security reports unavailable keys: as a failure of the service,
 * not of the token.
 */
final class AvailableJwtDecoder implements JwtDecoder {

    private final JwtDecoder decoder;

    AvailableJwtDecoder(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public Jwt decode(String token) {
        try {
            return decoder.decode(token);
        } catch (JwtDecoderInitializationException e) {
            throw new JwtException("The issuer's metadata cannot be fetched", e);
        }
    }
}
