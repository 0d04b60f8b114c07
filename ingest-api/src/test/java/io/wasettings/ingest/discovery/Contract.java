package io.wasettings.ingest.discovery;

import io.wasettings.common.text.Json;
import io.wasettings.ingest.support.Answer;
import io.wasettings.ingest.support.SharedIngest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** A contract. */
final class Contract {

    private Contract() {}

    /** As the application serves it. */
    static JsonNode served(String path) {
        Answer answer = SharedIngest.client().as(null).get(path);
        return parsed(answer.body());
    }

    /** As it is packaged. */
    static JsonNode packaged(String name) {
        try (InputStream yaml = Contract.class.getResourceAsStream(name)) {
            return parsed(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parsed(String yaml) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return Json.mapper().valueToTree(document);
    }

    /** The values of an object's members, in order. */
    static Stream<JsonNode> members(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getValue);
    }
}
