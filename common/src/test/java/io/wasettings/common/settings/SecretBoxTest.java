package io.wasettings.common.settings;

import static io.wasettings.common.seal.TestKeys.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import io.wasettings.common.seal.Refusal;
import io.wasettings.common.seal.RestSeal.Purpose;
import io.wasettings.common.seal.Unsealed.Opened;
import io.wasettings.common.seal.Unsealed.Refused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {

    private static final String OWNER = "acme/transactional/default";
    private static final Secrets SECRETS = new Secrets(Map.of(Secrets.CLIENT_SECRET, "s3cr3t", Secrets.API_KEY, "k3y"));

    private final ECKey key = key("k1");
    private final SecretBox box = new SecretBox(new JWKSet(key));

    @Test
    void what_was_sealed_for_a_record_opens_for_that_record() {
        assertThat(box.open(OWNER, box.seal(OWNER, SECRETS))).isEqualTo(new Opened<>(SECRETS));
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
                .isEqualTo(refused(Refusal.FOREIGN));
    }

    @Test
    void producers_seal_with_the_public_key_and_cannot_open() {
        SecretBox producer = new SecretBox(box.keys().publicKeys());

        assertThat(producer.keys().canOpen()).isFalse();
        assertThat(box.open(OWNER, producer.seal(OWNER, SECRETS))).isEqualTo(new Opened<>(SECRETS));
        assertThat(producer.open(OWNER, box.seal(OWNER, SECRETS))).isEqualTo(refused(Refusal.UNKNOWN_KEY));
    }

    @Test
    void after_a_rotation_the_first_key_seals_and_the_old_one_still_opens() {
        SecretBox rotated = new SecretBox(new JWKSet(List.of(key("k2"), key)));

        assertThat(rotated.open(OWNER, box.seal(OWNER, SECRETS))).isEqualTo(new Opened<>(SECRETS));
        assertThat(box.open(OWNER, rotated.seal(OWNER, SECRETS))).isEqualTo(refused(Refusal.UNKNOWN_KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"kid\":null", ",\"kid\":\"\""})
    void a_value_that_names_no_key_is_refused_for_good(String kid) {
        String[] parts = box.seal(OWNER, SECRETS).split("\\.", -1);
        parts[0] = Base64URL.encode("{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\"" + kid + "}")
                .toString();

        assertThat(box.open(OWNER, String.join(".", parts))).isEqualTo(refused(Refusal.NO_KEY));
    }

    @Test
    void an_altered_value_does_not_open() {
        String[] parts = box.seal(OWNER, SECRETS).split("\\.", -1);
        parts[3] = (parts[3].charAt(0) == 'A' ? 'B' : 'A') + parts[3].substring(1);

        assertThat(box.open(OWNER, String.join(".", parts))).isEqualTo(refused(Refusal.NOT_AUTHENTIC));
    }

    @Test
    void a_cut_tag_or_a_short_nonce_does_not_open() {
        String[] cutTag = box.seal(OWNER, SECRETS).split("\\.", -1);
        cutTag[4] = cutTag[4].substring(0, 6);
        String[] shortNonce = box.seal(OWNER, SECRETS).split("\\.", -1);
        shortNonce[2] = "AAAAAA";

        assertThat(box.open(OWNER, String.join(".", cutTag))).isEqualTo(refused(Refusal.NOT_AUTHENTIC));
        assertThat(box.open(OWNER, String.join(".", shortNonce))).isEqualTo(refused(Refusal.NOT_AUTHENTIC));
    }

    @Test
    void what_is_not_a_jwe_is_refused() {
        assertThat(box.open(OWNER, "")).isEqualTo(refused(Refusal.NOT_A_JWE));
        assertThat(box.open(OWNER, "s3cr3t")).isEqualTo(refused(Refusal.NOT_A_JWE));
        assertThat(box.open(OWNER, "***.***.***.***.***")).isEqualTo(refused(Refusal.NOT_A_JWE));
        String algNone = Base64URL.encode("{\"alg\":\"none\",\"enc\":\"none\"}").toString();
        assertThat(box.open(OWNER, algNone + "....")).isEqualTo(refused(Refusal.NOT_A_JWE));
    }

    @Test
    void the_algorithm_is_not_the_producers_choice() throws JOSEException {
        assertThat(box.open(OWNER, sealed(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM, "{}")))
                .isEqualTo(refused(Refusal.WRONG_ALGORITHM));
        assertThat(box.open(OWNER, sealed(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM, "{}")))
                .isEqualTo(refused(Refusal.WRONG_ALGORITHM));
    }

    @Test
    void a_payload_that_is_not_an_object_of_strings_is_refused() throws JOSEException {
        assertThat(box.open(OWNER, sealed(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM, "[]")))
                .isEqualTo(refused(Refusal.WRONG_PAYLOAD));
        assertThat(box.open(OWNER, sealed(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM, "{\"key\":1}")))
                .isEqualTo(refused(Refusal.WRONG_PAYLOAD));
        assertThat(box.open(OWNER, sealed(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM, "{\"api_key\":\"k\"}")))
                .isEqualTo(refused(Refusal.FOREIGN));
    }

    @Test
    void what_was_sealed_at_rest_opens_for_its_owner_and_purpose_alone() {
        String sealed = box.sealAtRest(Purpose.SETTINGS, OWNER, SECRETS);

        assertThat(box.openAtRest(Purpose.SETTINGS, OWNER, sealed)).isEqualTo(new Opened<>(SECRETS));
        assertThat(box.openAtRest(Purpose.ACCESS_TOKEN, OWNER, sealed)).isEqualTo(refused(Refusal.NOT_AUTHENTIC));
        assertThat(box.openAtRest(Purpose.SETTINGS, "other/transactional/default", sealed))
                .isEqualTo(refused(Refusal.NOT_AUTHENTIC));
    }

    @Test
    void what_was_sealed_at_rest_cannot_be_published() {
        assertThat(box.open(OWNER, box.sealAtRest(Purpose.SETTINGS, OWNER, SECRETS)))
                .isEqualTo(refused(Refusal.WRONG_ALGORITHM));
    }

    @Test
    void what_was_sealed_for_the_topic_with_its_destinations_cannot_be_stored() {
        for (String destination : List.of(Secrets.TOKEN_URL, Secrets.WEBHOOK_URL)) {
            Secrets bound = new Secrets(Map.of(Secrets.API_KEY, "k3y", destination, "https://example.com/"));

            assertThat(box.openAtRest(Purpose.SETTINGS, OWNER, box.seal(OWNER, bound)))
                    .isEqualTo(refused(Refusal.FOREIGN));
        }
    }

    @Test
    void what_an_earlier_version_sealed_for_the_store_still_opens_for_its_owner() {
        String sealed = box.seal(OWNER, SECRETS);

        assertThat(box.openAtRest(Purpose.SETTINGS, OWNER, sealed)).isEqualTo(new Opened<>(SECRETS));
        assertThat(box.openAtRest(Purpose.SETTINGS, "other", sealed)).isEqualTo(refused(Refusal.FOREIGN));
    }

    @Test
    void at_rest_too_the_old_key_opens_after_a_rotation_and_an_unknown_one_is_told() {
        SecretBox rotated = new SecretBox(new JWKSet(List.of(key("k2"), key)));
        String before = box.sealAtRest(Purpose.SETTINGS, OWNER, SECRETS);
        String after = rotated.sealAtRest(Purpose.SETTINGS, OWNER, SECRETS);

        assertThat(rotated.openAtRest(Purpose.SETTINGS, OWNER, before)).isEqualTo(new Opened<>(SECRETS));
        assertThat(rotated.openAtRest(Purpose.SETTINGS, OWNER, after)).isEqualTo(new Opened<>(SECRETS));
        assertThat(box.openAtRest(Purpose.SETTINGS, OWNER, after)).isEqualTo(refused(Refusal.UNKNOWN_KEY));
    }

    private static Refused<Secrets> refused(Refusal reason) {
        return new Refused<>(reason);
    }

    private String sealed(JWEAlgorithm algorithm, EncryptionMethod method, String payload) throws JOSEException {
        JWEObject jwe = new JWEObject(
                new JWEHeader.Builder(algorithm, method).keyID("k1").build(), new Payload(payload));
        jwe.encrypt(new ECDHEncrypter(key.toPublicJWK()));
        return jwe.serialize();
    }
}
