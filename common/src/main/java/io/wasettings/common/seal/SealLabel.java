package io.wasettings.common.seal;

import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.util.Optional;

/**
 * What a sealed value shows without being opened.
 *
 * @param kid the key that it was sealed with
 * @param atRest whether it is in the form for the store
 */
public record SealLabel(String kid, boolean atRest) {

    /** The label of that value; empty if it is no sealed value. */
    public static Optional<SealLabel> of(String sealed) {
        if (!Jwe.isCompact(sealed)) {
            return Optional.empty();
        }
        try {
            JWEHeader header = JWEHeader.parse(new Base64URL(sealed.split("\\.", 2)[0]));
            return Optional.ofNullable(header.getKeyID())
                    .map(kid -> new SealLabel(kid, JWEAlgorithm.DIR.equals(header.getAlgorithm())));
        } catch (ParseException | RuntimeException e) {
            // As in Jwe: the parser throws whatever it meets.
            return Optional.empty();
        }
    }

    /** The prefix of every value that was sealed at rest with that key. */
    public static String beginningOf(String kid) {
        return Jwe.header(JWEAlgorithm.DIR, kid).toBase64URL() + ".";
    }
}
