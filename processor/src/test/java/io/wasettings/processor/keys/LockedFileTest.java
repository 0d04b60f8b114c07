package io.wasettings.processor.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedFileTest {

    @TempDir
    Path folder;

    @Test
    void whoever_waits_in_vain_is_told_for_what() {
        LockedFile file = new LockedFile(folder.resolve("keys.json"), Duration.ZERO);

        assertThatThrownBy(() -> file.exclusively(() -> file.exclusively(() -> "both at once")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Another process changes the keys file " + folder.resolve("keys.json")
                        + "; try again. It has the lock " + folder.resolve(".keys.json.lock"));
    }

    @Test
    void what_cannot_be_renamed_over_is_told_as_that_and_not_as_a_matter_of_its_owner() throws IOException {
        Path unmovable = Files.createDirectory(folder.resolve("keys.json"));

        assertThatThrownBy(() -> new LockedFile(unmovable).replace("new"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot replace the keys file " + unmovable + " (")
                .hasMessageEndingWith("if it is a mount point, mount its folder instead");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(unmovable);
        }
    }
}
