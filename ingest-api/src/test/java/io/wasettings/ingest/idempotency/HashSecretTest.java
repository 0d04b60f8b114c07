package io.wasettings.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.service.startup.MisconfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashSecretTest {

    private static final String BODY = "{\"a\": [1, \"x\"], \"b\": {\"c\": null, \"d\": true}}";

    private final HashSecret secret = new HashSecret(HashSecret.random());

    @ParameterizedTest
    @ValueSource(
            strings = {
                " {\"a\":[1,\"x\"],\"b\":{\"c\":null,\"d\":true}}\n",
                "{\"b\": {\"d\": true, \"c\": null}, \"a\": [1, \"x\"]}",
                "{\"\\u0061\": [1, \"\\u0078\"], \"b\": {\"c\": null, \"d\": true}}"
            })
    void the_same_content_has_the_same_hash_however_it_is_written(String other) {
        assertThat(content("acme", "k", "transactional", other)).isEqualTo(content("acme", "k", "transactional", BODY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "beta | k | transactional | {\"a\": 1}",
                "acme | l | transactional | {\"a\": 1}",
                "acme | k | conversational | {\"a\": 1}",
                "acme | k | transactional | {\"a\": 2}",
                "acme | k | transactional | {\"a\": \"1\"}",
                "acme | k | transactional | {\"a\": 1, \"b\": null}"
            })
    void whatever_differs_shows(String partner, String key, String channel, String body) {
        assertThat(content(partner, key, channel, body))
                .isNotEqualTo(content("acme", "k", "transactional", "{\"a\": 1}"));
    }

    @Test
    void content_that_is_no_text_throughout_has_a_hash_too() {
        String half = "{\"a\": 1, \"\\ud800\": \"\\udfff\"}";

        assertThat(content("acme", "k", "transactional", half))
                .isEqualTo(content("acme", "k", "transactional", half))
                .isNotEqualTo(content("acme", "k", "transactional", "{\"a\": 1}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "\\udfff", "\\ud800?", "\\ud83d\\ude00"})
    void half_a_surrogate_pair_is_told_from_whatever_else(String other) {
        assertThat(content("acme", "k", "transactional", "{\"a\": \"\\ud800\"}"))
                .isNotEqualTo(content("acme", "k", "transactional", "{\"a\": \"" + other + "\"}"));
    }

    @Test
    void the_hash_of_text_is_that_of_its_utf_8_in_every_version() {
        HashSecret known = new HashSecret("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

        assertThat(known.content(request("acme", "k", "transactional", "{\"a\": \"ü\uD83D\uDE00\"}")))
                .isEqualTo("i-LyYaVbj5sGULp9uY1W8Zjz1ppSpKz1XdbOrhAS4_Q");
    }

    @Test
    void keys_of_partners_have_hashes_of_their_own_that_say_nothing_without_the_secret() {
        String id = secret.id(request("acme", "k", "transactional", BODY));

        assertThat(id).hasSize(43).doesNotContain("acme");
        assertThat(secret.id(request("acme", "k", "conversational", "{}"))).isEqualTo(id);
        assertThat(secret.id(request("beta", "k", "transactional", BODY))).isNotEqualTo(id);
        assertThat(new HashSecret(HashSecret.random()).id(request("acme", "k", "transactional", BODY)))
                .isNotEqualTo(id);
    }

    @Test
    void a_secret_of_a_file_is_the_same_each_time(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "0123456789abcdef0123456789abcdef\n");

        assertThat(HashSecret.load(file).id(request("acme", "k", "transactional", BODY)))
                .isEqualTo(HashSecret.load(file).id(request("acme", "k", "transactional", BODY)));
    }

    @Test
    void a_file_that_is_missing_or_too_short_is_refused_without_quoting_it(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("short"), "short-secret");

        assertThatThrownBy(() -> HashSecret.load(file))
                .isInstanceOf(MisconfigurationException.class)
                .hasMessageContaining("needs at least 32 bytes")
                .hasMessageNotContaining("short-secret");
        assertThatThrownBy(() -> HashSecret.load(folder.resolve("none")))
                .isInstanceOf(MisconfigurationException.class)
                .hasMessage("The file " + folder.resolve("none") + " of wa.settings.ingest.idempotency-secret-file"
                        + " cannot be read; it must be there, and this user must be allowed to read it");
    }

    @Test
    void a_file_of_bytes_that_are_no_text_is_refused(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xC3, 0x28});

        assertThatThrownBy(() -> HashSecret.load(file))
                .isInstanceOf(MisconfigurationException.class)
                .hasMessage("The idempotency secret in " + file
                        + " is not text in UTF-8; make one with \"openssl rand -hex 32\"");
    }

    private String content(String partner, String key, String channel, String body) {
        return secret.content(request(partner, key, channel, body));
    }

    private static KeyedRequest request(String partner, String key, String channel, String body) {
        return new KeyedRequest(partner, key, channel, body.getBytes(StandardCharsets.UTF_8));
    }
}
