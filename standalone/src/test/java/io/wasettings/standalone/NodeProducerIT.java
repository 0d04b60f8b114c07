package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The example of a producer in Node.js, run as the guide for producers says. */
@Tag("node")
class NodeProducerIT {

    private static NodePackages example;

    @BeforeAll
    static void install() {
        example = NodePackages.of(Path.of("..", "examples", "node"));
    }

    @Test
    void it_submits_settings_and_follows_them_to_their_end() {
        Tool.Run run = run("your_api_key");

        assertThat(run.output()).contains(" applied The settings are in force.");
        assertThat(run.exitStatus()).isZero();
    }

    @Test
    void it_tells_how_they_ended_else() {
        Tool.Run run = run("not_your_api_key");

        assertThat(run.output()).contains(" rejected ");
        assertThat(run.exitStatus()).isEqualTo(1);
    }

    private static Tool.Run run(String apiKey) {
        return Tool.run(
                example.folder(),
                Map.of("API_KEY", apiKey),
                List.of(
                        "node",
                        "producer.mjs",
                        SharedStandalone.addresses().bootstrapServers(),
                        SharedStandalone.keys(),
                        "demo",
                        SharedStandalone.webhook()));
    }
}
