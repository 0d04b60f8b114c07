package io.wasettings.processor.ops;

import static io.wasettings.processor.ops.OpsClient.json;
import static io.wasettings.testkit.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.text.Json;
import io.wasettings.processor.ProcessorHarness;
import io.wasettings.testkit.DocumentRules;
import io.wasettings.testkit.ScriptedServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** The program against its description, and the description against the rules of OpenAPI. */
@Tag("once")
class OpsOpenApiIT {

    private static final String ID = UUID.randomUUID().toString();
    private static final ScriptedServer WEBHOOK = ScriptedServer.start(reply(503, ""));
    private static final ProcessorHarness HARNESS = new ProcessorHarness();
    private static OpsClient ops;
    private static JsonNode document;
    private static DocumentRules rules;

    @BeforeAll
    static void start() throws IOException {
        ops = OpsClient.of(HARNESS.start(
                "--wa.settings.processor.ops.tokens-file=" + OpsClient.tokensFile(),
                "--wa.settings.processor.ops.backlog-interval=200ms",
                "--wa.settings.processor.urls.trusted-hosts=127.0.0.1:" + WEBHOOK.port()));
        document = Json.mapper()
                .valueToTree(
                        new Yaml().load(ops.withToken("").get("/openapi.yaml").body()));
        rules = new DocumentRules(document);
        HARNESS.submitBearer(ID, "acme/transactional/default", "http://127.0.0.1:" + WEBHOOK.port() + "/hook");
        await().until(
                        () -> json(ops.get("/ops/commands/" + ID)),
                        command -> command.path("replayable").asBoolean());
        ops.post("/ops/replays", "{\"all\": true, \"reason\": \"a test\"}");
    }

    @AfterAll
    static void stop() {
        HARNESS.close();
        WEBHOOK.close();
    }

    @Test
    void it_is_an_openapi_document_whose_examples_hold() {
        assertThat(rules.againstOpenApi()).isEmpty();
        assertThat(rules.ofExamples()).isEmpty();
    }

    /** Operations by method and path. */
    static Stream<String> operations() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(operation -> !operation.getKey().equals("parameters"))
                        .map(operation -> operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_operation_is_there_and_closed_to_others(String operation) {
        String path = operation
                .substring(operation.indexOf(' ') + 1)
                .replace("{channel}", "transactional")
                .replaceAll("[{]\\w+}", "nobody");
        OpsClient stranger = ops.withToken(OpsClient.PARTNER_TOKEN);

        assertThat(send(stranger, operation, path).statusCode()).isEqualTo(403);
        assertThat(send(ops, operation, path).statusCode()).isNotIn(405, 500, 503);
    }

    @ParameterizedTest
    @CsvSource({
        "/ops/overview, Overview",
        "/ops/commands?limit=10, CommandPage",
        "/ops/commands/{id}, CommandDetail",
        "/ops/summary?by=state, Summary",
        "/ops/commands/nobody, Problem"
    })
    void answers_are_as_described(String path, String schema) {
        HttpResponse<String> answer = ops.get(path.replace("{id}", ID));

        assertThat(rules.ofExample("/components/schemas/" + schema, json(answer)))
                .isEmpty();
        assertThat(json(answer).propertyNames()).isSubsetOf(members(schema));
    }

    @ParameterizedTest
    @CsvSource({
        "/ops/replays, Replay",
        "/ops/keys, Key",
        "/ops/settings?stopped=true, Settings",
        "/ops/circuits, Circuit"
    })
    void lists_are_as_described(String path, String schema) {
        assertThat(json(ops.get(path))).allSatisfy(item -> {
            assertThat(rules.ofExample("/components/schemas/" + schema, item)).isEmpty();
            assertThat(item.propertyNames()).isSubsetOf(members(schema));
        });
    }

    @Test
    void a_plan_is_as_described() {
        JsonNode plan = json(ops.post("/ops/replays", "{\"all\": true, \"dry_run\": true}"));

        assertThat(rules.ofExample("/components/schemas/ReplayPlan", plan)).isEmpty();
    }

    private static Stream<String> names(JsonNode schema) {
        JsonNode own =
                schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
        return Stream.concat(
                own.path("properties").propertyNames().stream(),
                own.path("allOf").valueStream().flatMap(OpsOpenApiIT::names));
    }

    private static List<String> members(String schema) {
        return names(document.at("/components/schemas/" + schema)).toList();
    }

    private static HttpResponse<String> send(OpsClient client, String operation, String path) {
        return switch (operation.substring(0, operation.indexOf(' '))) {
            case "GET" -> client.get(path);
            case "DELETE" -> client.delete(path);
            default -> client.post(path, "{}");
        };
    }
}
