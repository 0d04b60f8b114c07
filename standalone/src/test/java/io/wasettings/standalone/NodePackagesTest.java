package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NodePackagesTest {

    @Test
    void folders_of_one_name_are_copied_to_places_of_their_own() {
        assertThat(NodePackages.copyOf(Path.of("src", "test", "node")))
                .isEqualTo(Path.of("target", "node", "src-test-node"));
        assertThat(NodePackages.copyOf(Path.of("..", "examples", "node")))
                .isEqualTo(Path.of("target", "node", "examples-node"));
    }
}
