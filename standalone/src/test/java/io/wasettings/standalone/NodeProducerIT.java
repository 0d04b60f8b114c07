package io.wasettings.standalone;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The example of a producer in Node.js, run as the guide for producers says. */
@Tag("node")
class NodeProducerIT extends ProducerExampleSuite {

    private static NodePackages example;

    @BeforeAll
    static void install() {
        example = NodePackages.of(Repository.ROOT.resolve("examples/node"));
    }

    @Override
    Tool.Run run(String apiKey) {
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
