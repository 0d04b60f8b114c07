package io.wasettings.ingest.discovery;

import io.wasettings.common.Json;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.SharedIngest;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** A contract, as the application serves it. */
final class Contract {

    private Contract() {}

    static JsonNode served(String path) {
        Answer answer = SharedIngest.client().as(null).get(path);
        Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(answer.body());
        return Json.mapper().valueToTree(yaml);
    }

    /** The values of an object's members, in order. */
    static Stream<JsonNode> members(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getValue);
    }
}
