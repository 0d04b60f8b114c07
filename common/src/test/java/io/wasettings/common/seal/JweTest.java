package io.wasettings.common.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other parties may have put together by hand, with the right key. */
class JweTest {

    private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "AES");
    private static final byte[] PAYLOAD = "{}".getBytes(US_ASCII);
    private static final int TAG = 16;

    @Test
    void a_nonce_of_96_bits_and_a_tag_of_128_open() throws Exception {
        assertThat(open(sealed(12, TAG))).isInstanceOf(Unsealed.Opened.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 11, 13, 16})
    void no_nonce_but_one_of_96_bits_opens(int bytes) throws Exception {
        assertThat(open(sealed(bytes, TAG))).isEqualTo(new Unsealed.Refused<>(Refusal.NOT_AUTHENTIC));
    }

    @ParameterizedTest
    @ValueSource(ints = {TAG - 1, TAG + 1})
    void no_tag_but_one_of_128_bits_opens(int bytes) throws Exception {
        assertThat(open(sealed(12, bytes))).isEqualTo(new Unsealed.Refused<>(Refusal.NOT_AUTHENTIC));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 4})
    void a_part_that_no_bytes_are_encoded_as_is_refused(int part) throws Exception {
        String[] parts = sealed(12, TAG).split("\\.", -1);
        parts[part] += "A".repeat(4 - (parts[part].length() + 3) % 4);

        assertThat(open(String.join(".", parts))).isEqualTo(new Unsealed.Refused<>(Refusal.NOT_A_JWE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QUJD.QUJD.QUJD.QUJD",
                "QUJD.QUJD.QUJD.QUJD.QUJD.QUJD",
                "QUJD..QUJD.QUJD.QUJD.",
                ".QUJD.QUJD.QUJD.QUJD",
                "QUJD..QUJD.QUJD.",
                "QUJD..QUJD.QU+D.QUJD",
                "QUJD..QUJD.QU/D.QUJD",
                "QUJD..QUJD.QUJD.QUI=",
                "QUJD..QUJD.QU JD.QUJD",
                "QUJD..QUJD.QUJ\u0416.QUJD"
            })
    void what_is_not_five_parts_of_base64url_is_not_compact(String sealed) {
        assertThat(Jwe.isCompact(sealed)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUJD..QUJD.QUJD.QUJD", "QUJD.QUJD.QUJD.QUJD.QUJD", "Az09..-_-_.QUI.QQ"})
    void only_the_encrypted_key_may_be_left_out(String sealed) {
        assertThat(Jwe.isCompact(sealed)).isTrue();
    }

    /** The bytes where the ciphertext ends and its tag begins may be cut apart elsewhere than they should be. */
    private static String sealed(int nonceBytes, int tagBytes) throws GeneralSecurityException {
        byte[] nonce = new byte[nonceBytes];
        Base64URL header = Jwe.header(JWEAlgorithm.DIR, "k1").toBase64URL();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, KEY, new GCMParameterSpec(8 * TAG, nonce));
        cipher.updateAAD(header.toString().getBytes(US_ASCII));
        byte[] sealed = cipher.doFinal(PAYLOAD);
        int end = sealed.length - tagBytes;
        return String.join(
                ".",
                header.toString(),
                "",
                Base64URL.encode(nonce).toString(),
                Base64URL.encode(Arrays.copyOf(sealed, end)).toString(),
                Base64URL.encode(Arrays.copyOfRange(sealed, end, sealed.length)).toString());
    }

    private static Unsealed<byte[]> open(String sealed) throws JOSEException {
        DirectDecrypter decrypter = new DirectDecrypter(KEY);
        return Jwe.open(sealed, JWEAlgorithm.DIR, kid -> Optional.of(decrypter));
    }
}
