package io.wasettings.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import io.wasettings.common.seal.Unsealed.Opened;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.common.settings.Secrets;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.SharedIngest;
import io.wasettings.ingest.support.TestKeys;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysIT {

    @Test
    void every_key_says_what_it_is_for() throws Exception {
        Answer answer = SharedIngest.client().as(null).get("/.well-known/jwks.json");

        assertThat(JWKSet.parse(answer.body()).getKeys()).isNotEmpty().allSatisfy(key -> {
            assertThat(key.getAlgorithm()).isEqualTo(JWEAlgorithm.ECDH_ES);
            assertThat(key.getKeyUse()).isEqualTo(KeyUse.ENCRYPTION);
            assertThat(key.isPrivate()).isFalse();
        });
    }

    @Test
    void head_is_answered_as_get_without_the_body() {
        Answer get = SharedIngest.client().as(null).get("/.well-known/jwks.json");

        Answer head = SharedIngest.client().as(null).request("HEAD", "/.well-known/jwks.json");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.contentType()).isEqualTo(get.contentType());
        assertThat(head.header("Cache-Control")).isEqualTo(get.header("Cache-Control"));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void anybody_can_seal_with_the_published_keys_and_nobody_can_open() throws Exception {
        Answer answer = SharedIngest.client().as(null).get("/.well-known/jwks.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/jwk-set+json");
        assertThat(answer.header("Cache-Control")).hasValue("max-age=300, public");
        SecretBox producer = new SecretBox(JWKSet.parse(answer.body()));
        Secrets secrets = new Secrets(Map.of(Secrets.API_KEY, "k"));
        assertThat(producer.keys().canOpen()).isFalse();
        assertThat(TestKeys.privateBox()
                        .open("a/transactional/default", producer.seal("a/transactional/default", secrets)))
                .isEqualTo(new Opened<>(secrets));
    }
}
