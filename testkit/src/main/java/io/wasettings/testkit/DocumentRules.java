package io.wasettings.testkit;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Checks documents against the published rules of their format, and their examples against their own schemas. Findings
 * are for people: where, and what is wrong; the list is empty if nothing is.
 */
public final class DocumentRules {

    private static final String SCHEMA_OBJECT = "https://spec.openapis.org/oas/3.1/dialect/base";
    private static final String DOCUMENT = "https://document.invalid/document";

    /** Schema objects are checked against JSON Schema itself, to which OpenAPI's dialect adds only annotations. */
    private static final String JSON_SCHEMA = """
            {"$ref": "https://json-schema.org/draft/2020-12/schema"}""";

    private final SchemaRegistry registry;
    private final JsonNode document;

    public DocumentRules(JsonNode document) {
        this.document = document;
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(SCHEMA_OBJECT, JSON_SCHEMA, DOCUMENT, document.toString())));
    }

    /** Why it is no OpenAPI 3.1 document. */
    public List<String> againstOpenApi() {
        return violations(rules("schemas/openapi-3.1.json"), "", document).toList();
    }

    /** Why it is no AsyncAPI 3.0 document. */
    public List<String> againstAsyncApi() {
        return violations(rules("schemas/asyncapi-3.0.json"), "", document).toList();
    }

    /** What is wrong with examples of bodies, parameters and headers: wherever they are beside a {@code schema}. */
    public List<String> ofExamples() {
        return examples("", document).toList();
    }

    /** What is wrong with the examples of messages, which have headers and a payload. */
    public List<String> ofMessages() {
        return document.at("/components/messages").properties().stream()
                .flatMap(message -> message.getValue()
                        .path("examples")
                        .valueStream()
                        .flatMap(example -> Stream.of("headers", "payload")
                                .flatMap(part -> ofOwn(
                                        "/components/messages/" + message.getKey() + "/" + part, example.get(part)))))
                .toList();
    }

    /** Why a value does not match the schema at that JSON Pointer. */
    public List<String> ofExample(String pointer, JsonNode value) {
        return ofOwn(pointer, value).toList();
    }

    private Stream<String> examples(String pointer, JsonNode node) {
        Stream<String> own = node.isObject() && node.path("schema").isObject()
                ? Stream.concat(
                                Stream.ofNullable(node.get("example")),
                                node.path("examples")
                                        .valueStream()
                                        .flatMap(named -> Stream.ofNullable(named.get("value"))))
                        .flatMap(example -> ofOwn(pointer + "/schema", example))
                : Stream.empty();
        Stream<String> inner = node.isObject()
                ? node.properties().stream()
                        .flatMap(member -> examples(pointer + "/" + escaped(member.getKey()), member.getValue()))
                : Stream.empty();
        return Stream.concat(own, inner);
    }

    private Stream<String> ofOwn(String pointer, JsonNode example) {
        Schema schema = registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + pointer));
        return violations(schema, pointer, example);
    }

    private Schema rules(String resource) {
        return registry.getSchema(Cases.class.getClassLoader().getResourceAsStream(resource));
    }

    private static Stream<String> violations(Schema schema, String where, JsonNode value) {
        return schema.validate(value).stream().map(error -> where + " " + error);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
