package io.wasettings.common.seal;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysFileTest {

    private static final String SET = new JWKSet(TestKeys.key("k1")).toString(false);

    @TempDir
    private Path folder;

    @Test
    void keys_are_read_as_they_stand() throws IOException {
        assertThat(KeysFile.load(file(SET.getBytes(UTF_8)), SealingKeys::new).openingKids())
                .containsExactly("k1");
    }

    @Test
    void a_file_that_is_not_there_is_said_to_be_missing() {
        assertProblem(folder.resolve("missing.json"), "does not exist");
    }

    @Test
    void a_folder_is_no_file() {
        assertProblem(folder, "cannot be read");
    }

    @Test
    void a_wrong_encoding_is_named() throws IOException {
        assertProblem(file(SET.getBytes(UTF_16)), "is in UTF-16; save it as UTF-8");
        assertProblem(file(("\uFEFF" + SET).getBytes(UTF_8)), "begins with a byte order mark");
        assertProblem(file(new byte[] {'{', (byte) 0xC0, (byte) 0x8A, '}'}), "is not text in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cr3t",
                "[]",
                "null",
                "{}",
                "{\"keys\":[{\"kty\":\"EC\",\"d\":\"s3cr3t\"}]}",
                "{\"keys\":7}"
            })
    void what_is_no_jwk_set_is_said_to_be_none(String text) throws IOException {
        assertProblem(file(text.getBytes(UTF_8)), "is not a JWK set");
    }

    @Test
    void a_set_that_cannot_be_used_says_why() throws IOException {
        assertProblem(file("{\"keys\":[]}".getBytes(UTF_8)), "cannot be used: it holds no key");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void it_is_known_whether_everybody_may_read_a_file() throws IOException {
        Path file = file(SET.getBytes(UTF_8));

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(KeysFile.isReadByAll(file)).isFalse();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(KeysFile.isReadByAll(file)).isTrue();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("keys.json"), content);
    }

    private static void assertProblem(Path file, String problem) {
        assertThatThrownBy(() -> KeysFile.load(file, SealingKeys::new))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(file.toString(), problem)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cr3t", "\n"));
    }
}
