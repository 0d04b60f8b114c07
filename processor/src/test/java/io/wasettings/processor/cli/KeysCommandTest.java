package io.wasettings.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KeysCommandTest {

    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();
    private String file;

    @BeforeEach
    void name_a_file() {
        file = "--file=" + folder.resolve("keys.json");
    }

    @Test
    void generates_a_file_that_its_owner_alone_can_read() throws IOException {
        assertThat(terminal.run("keys", "generate", file)).isZero();

        assertThat(terminal.out()).startsWith("generated ");
        assertThat(Files.getPosixFilePermissions(folder.resolve("keys.json"))).hasSize(2);
    }

    @Test
    void never_overwrites_keys() {
        terminal.run("keys", "generate", file);

        assertThat(terminal.run("keys", "generate", file)).isEqualTo(2);

        assertThat(terminal.err()).hasLineCount(1).contains("keys rotate");
    }

    @Test
    void a_rotated_key_seals_and_the_one_before_opens() {
        terminal.run("keys", "generate", file);
        terminal.run("keys", "rotate", file);

        assertThat(terminal.run("keys", "list", file)).isZero();

        assertThat(terminal.out().lines().skip(2))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("seals"),
                        second -> assertThat(second).endsWith("opens"));
    }

    @Test
    void lists_public_parts_for_producers() {
        terminal.run("keys", "generate", file);

        assertThat(terminal.run("keys", "list", "--json", file)).isZero();

        String json = terminal.out().lines().skip(1).findFirst().orElseThrow();
        JsonNode key = Json.mapper().readTree(json).path("keys").path(0);
        assertThat(key.path("x").isString()).isTrue();
        assertThat(key.has("d")).isFalse();
    }

    @Test
    void says_what_is_wrong_with_a_file_without_a_word_of_it() throws IOException {
        Files.writeString(folder.resolve("keys.json"), "s3cr3t");

        assertThat(terminal.run("keys", "list", file)).isEqualTo(2);

        assertThat(terminal.err()).hasLineCount(1).contains("is not a JWK set").doesNotContain("s3cr3t");
    }

    @Test
    void an_empty_name_is_none() {
        assertThat(terminal.run("keys", "list", "--file", "")).isEqualTo(2);

        assertThat(terminal.err()).contains("--file FILE");
    }

    @Test
    void needs_a_file() {
        assertThat(terminal.run("keys", "list")).isEqualTo(2);

        assertThat(terminal.err()).contains("--file FILE");
    }
}
