package io.wasettings.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokensTest {

    @TempDir
    Path folder;

    @Test
    void a_token_is_known_by_its_hash() throws IOException {
        AccessTokens tokens = AccessTokens.load(file("[{\"sha256\": \"" + AccessTokens.sha256("t0ken")
                + "\", \"partner\": \"acme\", \"scopes\": [\"wa.settings.write\"]}]"));

        assertThat(tokens.grantOf("t0ken")).contains(new AccessTokens.Grant("acme", List.of("wa.settings.write")));
        assertThat(tokens.grantOf("another")).isEmpty();
    }

    @Test
    void the_hash_is_plain_sha256_in_hex_of_either_case() throws IOException {
        assertThat(AccessTokens.sha256("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(AccessTokens.load(file(
                                "[{\"sha256\": \"BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD\","
                                        + " \"partner\": \"acme\"}]"))
                        .grantOf("abc"))
                .contains(new AccessTokens.Grant("acme", List.of()));
    }

    @Test
    void a_wrong_file_is_explained_in_one_line() throws IOException {
        String hash = AccessTokens.sha256("t");
        assertUnusable(folder.resolve("missing.json"), "cannot be read; it must be there");
        assertUnusable(file("{}"), "must be a JSON array");
        assertUnusable(file("[{\"sha256\": \"t0ken\", \"partner\": \"acme\"}]"), "entry 0 needs a sha256");
        assertUnusable(file("[{\"sha256\": \"" + hash + "\", \"partner\": \"-\"}]"), "entry 0 needs a partner");
        String entry = "{\"sha256\": \"" + hash + "\", \"partner\": \"acme\"}";
        assertUnusable(file("[" + entry + "," + entry + "]"), "entry 1 repeats");
    }

    @Test
    void null_in_place_of_the_array_or_of_an_entry_is_explained_in_one_line() throws IOException {
        assertUnusable(file("null"), "it holds no array");
        assertUnusable(file("[null]"), "entry 0 needs a sha256");
    }

    @Test
    void a_file_that_is_no_json_is_told_from_one_that_cannot_be_read() throws IOException {
        assertUnusable(file("\uFEFF[]"), "begins with a byte order mark");
        assertUnusable(file("[{\"partner\": t0ken}]"), "is not valid JSON near line 1, column");
        assertUnusable(
                Files.writeString(folder.resolve("utf16"), "[]", StandardCharsets.UTF_16), "seems to be in UTF-16");
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("tokens.json"), json);
    }

    private static void assertUnusable(Path file, String reason) {
        assertThatThrownBy(() -> AccessTokens.load(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(file.toString(), reason)
                .hasMessageNotContaining("t0ken");
    }
}
