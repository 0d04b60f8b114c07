package io.wasettings.ingest.security;

import java.util.function.BooleanSupplier;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Reports what cannot be fetched from an issuer as a failure of the service, not of the token, as Spring Security does
 * for keys that it never had: metadata, and keys that may be newer than those at hand.
 */
final class AvailableJwtDecoder implements JwtDecoder {

    private final JwtDecoder decoder;
    private final BooleanSupplier keysAreOld;

    /** @param keysAreOld whether there may be newer ones, which cannot be fetched now */
    AvailableJwtDecoder(JwtDecoder decoder, BooleanSupplier keysAreOld) {
        this.decoder = decoder;
        this.keysAreOld = keysAreOld;
    }

    @Override
    public Jwt decode(String token) {
        try {
            return decoder.decode(token);
        } catch (JwtDecoderInitializationException e) {
            throw new JwtException("The issuer's metadata cannot be fetched", e);
        } catch (JwtValidationException e) {
            // Its signature is right, so that it says nothing of the keys.
            throw e;
        } catch (BadJwtException e) {
            throw keysAreOld.getAsBoolean() ? new JwtException("The issuer's keys cannot be fetched", e) : e;
        }
    }
}
