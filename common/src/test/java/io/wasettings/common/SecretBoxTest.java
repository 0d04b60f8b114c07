package io.wasettings.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.wasettings.common.SecretBox.Opened;
import io.wasettings.common.SecretBox.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {

    private static final String OWNER = "acme/transactional/default";
    private static final Secrets SECRETS = new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t", Secrets.API_KEY, "k3y"));

    private final ECKey key = key("k1");
    private final SecretBox box = new SecretBox(new JWKSet(key));

    @Test
    void what_was_sealed_for_a_record_opens_for_that_record() {
        assertThat(box.open(OWNER, box.seal(OWNER, SECRETS))).isEqualTo(new Opened(SECRETS));
    }

    @Test
    void a_sealed_value_shows_its_key_id_and_nothing_of_the_secrets() throws Exception {
        JWEObject jwe = JWEObject.parse(box.seal(OWNER, SECRETS));

        assertThat(jwe.getHeader().toString()).contains("ECDH-ES", "A256GCM", "\"kid\":\"k1\"");
        assertThat(jwe.serialize()).doesNotContain("s3cr3t", "k3y");
    }

    @Test
    void a_value_copied_to_another_record_does_not_open() {
        assertThat(box.open("other/transactional/default", box.seal(OWNER, SECRETS)))
                .isEqualTo(Refusal.FOREIGN);
    }

    @Test
    void producers_seal_with_the_public_key_and_cannot_open() {
        SecretBox producer = new SecretBox(box.publicKeys());

        assertThat(producer.canOpen()).isFalse();
        assertThat(box.open(OWNER, producer.seal(OWNER, SECRETS))).isEqualTo(new Opened(SECRETS));
        assertThat(producer.open(OWNER, box.seal(OWNER, SECRETS))).isEqualTo(Refusal.UNKNOWN_KEY);
    }

    @Test
    void after_a_rotation_the_first_key_seals_and_the_old_one_still_opens() {
        SecretBox rotated = new SecretBox(new JWKSet(List.of(key("k2"), key)));

        assertThat(rotated.open(OWNER, box.seal(OWNER, SECRETS))).isEqualTo(new Opened(SECRETS));
        assertThat(box.open(OWNER, rotated.seal(OWNER, SECRETS))).isEqualTo(Refusal.UNKNOWN_KEY);
    }

    @Test
    void an_altered_value_does_not_open() {
        String[] parts = box.seal(OWNER, SECRETS).split("\\.", -1);
        parts[3] = (parts[3].charAt(0) == 'A' ? 'B' : 'A') + parts[3].substring(1);

        assertThat(box.open(OWNER, String.join(".", parts))).isEqualTo(Refusal.NOT_AUTHENTIC);
    }

    @Test
    void a_cut_tag_or_a_short_nonce_does_not_open() {
        String[] cutTag = box.seal(OWNER, SECRETS).split("\\.", -1);
        cutTag[4] = cutTag[4].substring(0, 6);
        String[] shortNonce = box.seal(OWNER, SECRETS).split("\\.", -1);
        shortNonce[2] = "AAAAAA";

        assertThat(box.open(OWNER, String.join(".", cutTag))).isEqualTo(Refusal.NOT_AUTHENTIC);
        assertThat(box.open(OWNER, String.join(".", shortNonce))).isEqualTo(Refusal.NOT_AUTHENTIC);
    }

    @Test
    void what_is_not_a_jwe_is_refused() {
        assertThat(box.open(OWNER, "")).isEqualTo(Refusal.NOT_A_JWE);
        assertThat(box.open(OWNER, "s3cr3t")).isEqualTo(Refusal.NOT_A_JWE);
        assertThat(box.open(OWNER, "***.***.***.***.***")).isEqualTo(Refusal.NOT_A_JWE);
        String algNone = Base64URL.encode("{\"alg\":\"none\",\"enc\":\"none\"}").toString();
        assertThat(box.open(OWNER, algNone + "....")).isEqualTo(Refusal.NOT_A_JWE);
    }

    @Test
    void the_algorithm_is_not_the_producers_choice() throws JOSEException {
        assertThat(box.open(OWNER, sealed(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM, "{}")))
                .isEqualTo(Refusal.WRONG_ALGORITHM);
        assertThat(box.open(OWNER, sealed(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM, "{}")))
                .isEqualTo(Refusal.WRONG_ALGORITHM);
    }

    @Test
    void a_payload_that_is_not_an_object_of_strings_is_refused() throws JOSEException {
        assertThat(box.open(OWNER, sealed(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM, "[]")))
                .isEqualTo(Refusal.WRONG_PAYLOAD);
        assertThat(box.open(OWNER, sealed(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM, "{\"key\":1}")))
                .isEqualTo(Refusal.WRONG_PAYLOAD);
        assertThat(box.open(OWNER, sealed(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM, "{\"api_key\":\"k\"}")))
                .isEqualTo(Refusal.FOREIGN);
    }

    @Test
    void keyed_hashes_name_what_belongs_to_a_secret_without_showing_it() {
        SecretBox rotated = new SecretBox(new JWKSet(List.of(key("k2"), key)));

        assertThat(box.keyedHashes("acme", "t0ken")).hasSize(1).isEqualTo(box.keyedHashes("acme", "t0ken"));
        assertThat(rotated.keyedHashes("acme", "t0ken"))
                .hasSize(2)
                .endsWith(box.keyedHashes("acme", "t0ken").get(0));
        assertThat(box.keyedHashes("acm", "et0ken")).isNotEqualTo(box.keyedHashes("acme", "t0ken"));
        assertThat(box.keyedHashes("acme", "t0ken").get(0)).doesNotContain("t0ken");
    }

    @Test
    void a_wrong_keys_file_is_explained_in_one_line(@TempDir Path folder) throws IOException {
        assertUnusable(folder.resolve("missing.json"), "make one with \"keys generate\"");
        assertUnusable(Files.writeString(folder.resolve("text.json"), "s3cr3t"), "is not a JWK set");
        assertUnusable(Files.writeString(folder.resolve("empty.json"), "{\"keys\":[]}"), "holds no key");
        String withoutKid = new ECKey.Builder(key).keyID(null).build().toJSONString();
        assertUnusable(Files.writeString(folder.resolve("kid.json"), "{\"keys\":[" + withoutKid + "]}"), "needs a kid");
    }

    private static void assertUnusable(Path file, String reason) {
        assertThatThrownBy(() -> SecretBox.load(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(file.toString(), reason)
                .hasMessageNotContaining("s3cr3t");
    }

    private String sealed(JWEAlgorithm algorithm, EncryptionMethod method, String payload) throws JOSEException {
        JWEObject jwe = new JWEObject(
                new JWEHeader.Builder(algorithm, method).keyID("k1").build(), new Payload(payload));
        jwe.encrypt(new ECDHEncrypter(key.toPublicJWK()));
        return jwe.serialize();
    }

    private static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
