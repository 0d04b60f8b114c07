package io.wasettings.ingest.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether a request is the same as an earlier one without keeping it: an HMAC-SHA-256 of channel and body under a
 * salt of its own, so that equal bodies of different keys do not show.
 *
 * @param salt Base64
 * @param hmac Base64
 */
record Fingerprint(String salt, String hmac) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SALT_BYTES = 16;

    /** The fingerprint of a request under a new salt. */
    static Fingerprint of(KeyedRequest request, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Fingerprint(
                Base64.getEncoder().encodeToString(salt), Base64.getEncoder().encodeToString(hmac(salt, request)));
    }

    /** Whether it is this request's. */
    boolean matches(KeyedRequest request) {
        return MessageDigest.isEqual(
                Base64.getDecoder().decode(hmac), hmac(Base64.getDecoder().decode(salt), request));
    }

    private static byte[] hmac(byte[] salt, KeyedRequest request) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt, ALGORITHM));
            mac.update(request.channel().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) '\n');
            return mac.doFinal(request.body());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
