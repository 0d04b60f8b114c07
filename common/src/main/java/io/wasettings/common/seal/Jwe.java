package io.wasettings.common.seal;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.util.Optional;
import java.util.function.Function;

/** JWEs in compact form (RFC 7516), always with {@code A256GCM}; the algorithm is never the writer's choice. */
final class Jwe {

    /** Header, encrypted key, nonce, ciphertext and tag (RFC 7516 section 7.1). */
    private static final int PARTS = 5;

    private static final int ENCRYPTED_KEY = 1;

    /** Bits that A256GCM requires (RFC 7518 section 5.3); the decrypter takes others, too. */
    private static final int NONCE_BITS = 96;

    private static final int TAG_BITS = 128;

    private Jwe() {}

    /** A header that was read keeps its text; one that was built would be written for each use of it. */
    static JWEHeader header(JWEAlgorithm algorithm, String kid) {
        JWEHeader header = new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM)
                .keyID(kid)
                .build();
        try {
            return JWEHeader.parse(header.toBase64URL());
        } catch (ParseException e) {
            throw new IllegalStateException("A header reads what it has written", e);
        }
    }

    static String seal(JWEHeader header, byte[] payload, JWEEncrypter encrypter) {
        JWEObject jwe = new JWEObject(header, new Payload(payload));
        try {
            jwe.encrypt(encrypter);
        } catch (JOSEException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
        return jwe.serialize();
    }

    /**
     * Opens untrusted input. Whatever is wrong with it, it is refused, without an exception.
     *
     * @param decrypters finds the decrypter for a kid
     */
    static Unsealed<byte[]> open(
            String sealed, JWEAlgorithm algorithm, Function<String, Optional<? extends JWEDecrypter>> decrypters) {
        if (!isCompact(sealed)) {
            return new Unsealed.Refused<>(Refusal.NOT_A_JWE);
        }
        JWEObject jwe;
        try {
            jwe = JWEObject.parse(sealed);
        } catch (ParseException | RuntimeException e) {
            // The parser throws whatever it meets: NullPointerException for a header without enc.
            return new Unsealed.Refused<>(Refusal.NOT_A_JWE);
        }
        JWEHeader header = jwe.getHeader();
        if (!algorithm.equals(header.getAlgorithm())
                || !EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
                || header.getCompressionAlgorithm() != null) {
            return new Unsealed.Refused<>(Refusal.WRONG_ALGORITHM);
        }
        if (jwe.getEncryptedKey() != null) {
            // Neither algorithm has an encrypted key (RFC 7516 section 5.2); the decrypter would ignore one.
            return new Unsealed.Refused<>(Refusal.NOT_A_JWE);
        }
        String kid = header.getKeyID();
        if (kid == null || kid.isEmpty()) {
            return new Unsealed.Refused<>(Refusal.NO_KEY);
        }
        Optional<? extends JWEDecrypter> decrypter = decrypters.apply(kid);
        return decrypter.isEmpty() ? new Unsealed.Refused<>(Refusal.UNKNOWN_KEY) : decrypt(jwe, decrypter.get());
    }

    /**
     * Whether it has the parts of a JWE, each of which base64url can have, and all but the encrypted key something in
     * it. Needed because the parser skips characters that are not base64url.
     */
    static boolean isCompact(String sealed) {
        String[] parts = sealed.split("\\.", PARTS + 1);
        for (int i = 0; i < parts.length; i++) {
            if (!isBase64Url(parts[i]) || (parts[i].isEmpty() && i != ENCRYPTED_KEY)) {
                return false;
            }
        }
        return parts.length == PARTS;
    }

    /** Without a pattern, which takes several times as long for each of the many characters of a seal. */
    private static boolean isBase64Url(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean isLetter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!isLetter && !(c >= '0' && c <= '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return part.length() % 4 != 1;
    }

    private static Unsealed<byte[]> decrypt(JWEObject jwe, JWEDecrypter decrypter) {
        if (bits(jwe.getIV()) != NONCE_BITS || bits(jwe.getAuthTag()) != TAG_BITS) {
            return new Unsealed.Refused<>(Refusal.NOT_AUTHENTIC);
        }
        try {
            jwe.decrypt(decrypter);
            return new Unsealed.Opened<>(jwe.getPayload().toBytes());
        } catch (JOSEException | RuntimeException e) {
            // As above: malformed parts surface as many kinds of exceptions.
            return new Unsealed.Refused<>(Refusal.NOT_AUTHENTIC);
        }
    }

    private static int bits(Base64URL part) {
        return 8 * part.decode().length;
    }
}
