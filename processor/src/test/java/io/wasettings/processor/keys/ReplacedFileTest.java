package io.wasettings.processor.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedFileTest {

    @TempDir
    Path folder;

    @Test
    void what_cannot_be_renamed_over_is_told_as_that_and_not_as_a_matter_of_its_owner() throws IOException {
        Path unmovable = Files.createDirectory(folder.resolve("keys.json"));

        assertThatThrownBy(() -> new ReplacedFile(unmovable).replace("new"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot replace the keys file " + unmovable + " (")
                .hasMessageEndingWith("if it is a mount point, mount its folder instead");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(unmovable);
        }
    }
}
