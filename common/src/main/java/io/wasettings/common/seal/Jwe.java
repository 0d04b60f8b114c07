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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** JWEs in compact form (RFC 7516), always with {@code A256GCM}; the algorithm is never the writer's choice. */
final class Jwe {

    /**
     * Without an encrypted key, which neither algorithm has. Needed because the parser skips characters that are not
     * base64url.
     */
    private static final Pattern COMPACT = Pattern.compile("[\\w-]+\\.[\\w-]*(?:\\.[\\w-]+){3}");

    /** Bits that A256GCM requires (RFC 7518 section 5.3); the decrypter takes others, too. */
    private static final int NONCE_BITS = 96;

    private static final int TAG_BITS = 128;

    private Jwe() {}

    static JWEHeader header(JWEAlgorithm algorithm, String kid) {
        return new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM)
                .keyID(kid)
                .build();
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

    /** Whether it has the parts of a JWE, each of a length that base64url can have. */
    static boolean isCompact(String sealed) {
        return COMPACT.matcher(sealed).matches()
                && Stream.of(sealed.split("\\.")).noneMatch(part -> part.length() % 4 == 1);
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
