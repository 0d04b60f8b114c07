package io.wasettings.common.seal;

import static io.wasettings.common.seal.TestKeys.key;
import static io.wasettings.common.seal.TestKeys.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import org.junit.jupiter.api.Test;

class SealingKeysTest {

    private final ECKey key = key("k1");

    @Test
    void what_is_left_of_a_removed_key_opens_nothing_and_is_not_published() {
        SealingKeys keys = keys(key("k2"), SealingKeys.hashKeyOf(key));

        assertThat(keys.openingKids()).containsExactly("k2");
        assertThat(keys.publicKeys().getKeys()).extracting(JWK::getKeyID).containsExactly("k2");
        assertThat(new TopicSeal(keys).open(new TopicSeal(keys(key)).seal(new byte[1])))
                .isEqualTo(new Unsealed.Refused<>(Refusal.UNKNOWN_KEY));
    }

    @Test
    void public_parts_hold_no_secrets() {
        assertThat(keys(key).holdSecrets()).isTrue();
        assertThat(keys(key.toPublicJWK()).holdSecrets()).isFalse();
        assertThat(new SealingKeys(keys(key).publicKeys()).holdSecrets()).isFalse();
    }

    @Test
    void what_is_no_set_of_sealing_keys_is_refused_saying_why() {
        assertThatThrownBy(() -> keys()).hasMessage("it holds no key");
        assertThatThrownBy(() -> keys(key, key)).hasMessageContaining("the kid \"k1\" twice");
        assertThatThrownBy(() -> keys(new ECKey.Builder(key).keyID(null).build()))
                .hasMessageContaining("needs a kid");
        assertThatThrownBy(() -> keys(SealingKeys.hashKeyOf(key))).hasMessageContaining("it holds no key");
    }
}
