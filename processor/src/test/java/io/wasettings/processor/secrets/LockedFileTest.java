package io.wasettings.processor.secrets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
