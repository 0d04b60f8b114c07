package io.wasettings.common.seal;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869): independent keys from one. */
final class Hkdf {

    /** Octets of a hash, and so of every key that is made here. */
    static final int LENGTH = 32;

    private static final String HMAC = "HmacSHA256";

    private Hkdf() {}

    /** The pseudorandom key of that input (section 2.2). */
    static byte[] extract(byte[] salt, byte[] input) {
        return hmac(salt, input);
    }

    /** The first {@value #LENGTH} octets of output for that use (section 2.3). */
    static byte[] expand(byte[] pseudorandomKey, byte[] info) {
        return hmac(pseudorandomKey, info, new byte[] {1});
    }

    /** HMAC-SHA256 of the parts, one after the other. */
    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }
}
