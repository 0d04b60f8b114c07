package io.wasettings.common.seal;

import static io.wasettings.common.seal.TestKeys.key;
import static io.wasettings.common.seal.TestKeys.keys;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import io.wasettings.common.seal.KeyedHash.Match;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

    private static final byte[] CONTENT = "t0ken".getBytes(UTF_8);

    private final ECKey key = key("k1");
    private final ECKey newer = key("k2");
    private final KeyedHash hashes = new KeyedHash(keys(key));
    private final KeyedHash rotated = new KeyedHash(keys(newer, key));

    @Test
    void a_hash_names_its_key_and_shows_nothing_of_the_content() {
        assertThat(hashes.hash("content", CONTENT)).matches("k1:[A-Za-z0-9_-]{43}");
    }

    @Test
    void the_same_content_has_the_same_hash_and_other_content_another() {
        String hash = hashes.hash("content", CONTENT);

        assertThat(hashes.hash("content", CONTENT)).isEqualTo(hash);
        assertThat(hashes.match(hash, "content", CONTENT)).isEqualTo(Match.SAME);
        assertThat(hashes.match(hash, "content", "t0ke".getBytes(UTF_8))).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void a_hash_serves_its_purpose_alone() {
        assertThat(hashes.match(hashes.hash("content", CONTENT), "chain", CONTENT))
                .isEqualTo(Match.DIFFERENT);
    }

    @Test
    void after_a_rotation_old_hashes_still_match() {
        assertThat(rotated.match(hashes.hash("content", CONTENT), "content", CONTENT))
                .isEqualTo(Match.SAME);
        assertThat(rotated.hashes("content", CONTENT))
                .containsExactly(rotated.hash("content", CONTENT), hashes.hash("content", CONTENT));
    }

    @Test
    void without_its_key_nobody_can_say() {
        assertThat(hashes.match(rotated.hash("content", CONTENT), "content", CONTENT))
                .isEqualTo(Match.UNKNOWN_KEY);
        assertThat(hashes.match("no hash", "content", CONTENT)).isEqualTo(Match.UNKNOWN_KEY);
    }

    @Test
    void what_is_left_of_a_removed_key_still_compares_its_hashes() {
        KeyedHash left = new KeyedHash(keys(newer, SealingKeys.hashKeyOf(key)));

        assertThat(left.match(hashes.hash("content", CONTENT), "content", CONTENT))
                .isEqualTo(Match.SAME);
        assertThat(left.hash("content", CONTENT)).startsWith("k2:");
    }

    @Test
    void public_keys_hash_nothing() {
        assertThatThrownBy(() -> new KeyedHash(keys(key.toPublicJWK())).hash("content", CONTENT))
                .isInstanceOf(IllegalStateException.class);
    }
}
