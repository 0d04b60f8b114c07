package io.wasettings.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.text.Json;
import io.wasettings.testkit.DocumentRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Holds the Postman collection against the contract: it has nothing that is not documented, and leaves nothing out. */
class PostmanCollectionTest {

    private static final JsonNode OPENAPI = Contract.packaged("openapi.yaml");
    private static final String WRONG = "What goes wrong";
    /** It takes a token with another scope than partners have. */
    private static final String FOR_OPERATORS = "GET /actuator/prometheus";

    @Test
    void every_request_is_a_documented_operation_and_every_operation_is_requested() throws IOException {
        Set<String> documented = operations();
        documented.remove(FOR_OPERATORS);

        Set<String> requested = new TreeSet<>();
        requests(collection()).map(PostmanCollectionTest::operation).forEach(requested::add);

        assertThat(requested).isEqualTo(documented);
    }

    @Test
    void every_body_is_what_the_contract_says_but_of_what_goes_wrong() throws IOException {
        DocumentRules rules = new DocumentRules(OPENAPI);

        assertThat(folders()
                        .filter(folder -> !folder.get("name").stringValue().equals(WRONG))
                        .flatMap(PostmanCollectionTest::requests)
                        .filter(request -> request.has("body"))
                        .map(request -> request.at("/body/raw")
                                .stringValue()
                                .replaceAll("\\{\\{\\w+}}", "https://example.com")))
                .hasSize(5)
                .allSatisfy(body -> assertThat(rules.ofExample(
                                "/components/schemas/Settings", Json.mapper().readTree(body)))
                        .isEmpty());
    }

    private static JsonNode collection() throws IOException {
        return Json.mapper().readTree(Files.readString(Path.of("../docs/postman_collection.json")));
    }

    private static Stream<JsonNode> folders() throws IOException {
        return collection().get("item").valueStream();
    }

    private static Stream<JsonNode> requests(JsonNode item) {
        return Stream.concat(
                Stream.ofNullable(item.get("request")),
                item.path("item").valueStream().flatMap(PostmanCollectionTest::requests));
    }

    private static Set<String> operations() {
        return OPENAPI.get("paths").properties().stream()
                .flatMap(path -> path.getValue().propertyNames().stream()
                        .filter(name -> !name.equals("parameters"))
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The operation that a request is, by the path of the contract that has as many parts and the same ones. */
    private static String operation(JsonNode request) {
        List<String> parts =
                request.at("/url/path").valueStream().map(JsonNode::stringValue).toList();
        String method = request.get("method").stringValue();
        return OPENAPI.get("paths").propertyNames().stream()
                .filter(path -> isOf(List.of(path.substring(1).split("/")), parts))
                .map(path -> method + " " + path)
                .findFirst()
                .orElse(method + " " + parts);
    }

    private static boolean isOf(List<String> template, List<String> parts) {
        if (template.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!template.get(i).startsWith("{") && !template.get(i).equals(parts.get(i))) {
                return false;
            }
        }
        return true;
    }
}
