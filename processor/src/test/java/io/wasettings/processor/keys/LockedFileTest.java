package io.wasettings.processor.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

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
    void a_lock_that_cannot_be_opened_is_named() throws IOException {
        Path keys = Files.createFile(folder.resolve("keys.json"));
        Path lock = Files.createDirectory(folder.resolve(".keys.json.lock"));

        assertThatThrownBy(() -> new LockedFile(keys).exclusively(() -> "changed"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot open the lock " + lock + " of the keys file " + keys + " (")
                .hasMessageEndingWith(
                        "make it the keys file's owner's, or remove it while nobody else changes the file");
    }

    @Test
    void a_new_lock_is_the_owners_of_the_file_whoever_makes_it() throws IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Path keys = Files.createFile(folder.resolve("keys.json"));
        Files.setAttribute(keys, "unix:uid", 65_534);

        new LockedFile(keys).exclusively(() -> "changed");

        assertThat(Files.getAttribute(folder.resolve(".keys.json.lock"), "unix:uid"))
                .isEqualTo(65_534);
    }

    @Test
    void a_link_in_the_place_of_the_lock_leads_nowhere() throws IOException {
        Path keys = Files.createFile(folder.resolve("keys.json"));
        Path elsewhere = folder.resolve("elsewhere");
        Path lock = Files.createSymbolicLink(folder.resolve(".keys.json.lock"), elsewhere);

        assertThatThrownBy(() -> new LockedFile(keys).exclusively(() -> "changed"))
                .hasMessageStartingWith("Cannot open the lock " + lock + " of the keys file " + keys + " (");

        assertThat(elsewhere).doesNotExist();
    }
}
