package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.text.Json;
import io.wasettings.testkit.guarantee.NoSecretInTheClear;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The log as JSON, a line an object. */
@Tag("once")
class StructuredLogIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @TempDir
    Path data;

    @Test
    void events_and_what_they_are_about_are_members_and_each_line_names_its_application() throws IOException {
        Api.Answer applied;
        Api.Answer failed;
        try (ConfigurableApplicationContext application = start()) {
            Addresses addresses =
                    application.getBean(Standalone.class).started().addresses();
            Api api = new Api(addresses.ingest());
            Bodies bodies = new Bodies(addresses);
            applied = api.submit(
                    bodies.clientCredentials("+1234567890"), "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
            failed = api.submit(bodies.tokenEndpointDown("+1234567891"), "Prefer", "wait=30");
        }

        List<String> written = Files.readAllLines(data.resolve("standalone.log"));
        List<JsonNode> lines = written.stream().map(Json.mapper()::readTree).toList();
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line.path("service").path("name").asString()).isEqualTo(application(line)));
        assertThat(about(lines, applied))
                .extracting(StructuredLogIT::event)
                .containsExactly("command_accepted", "command_applied");
        assertThat(about(lines, applied))
                .allSatisfy(line ->
                        assertThat(line.path("trace").path("id").asString()).isEqualTo(TRACE));
        assertThat(about(lines, failed))
                .extracting(StructuredLogIT::event)
                .containsExactly("command_accepted", "command_retrying", "command_retrying", "command_failed");
        JsonNode end = about(lines, failed).get(3);
        assertThat(end.path("log").path("level").asString()).isEqualTo("WARN");
        assertThat(end.path("wa").path("partner").asString()).isEqualTo("demo");
        assertThat(end.path("wa").path("step").asString()).isEqualTo("token");
        assertThat(end.path("wa").path("host").asString()).startsWith("localhost:");
        assertThat(end.path("wa").path("code").asInt()).isEqualTo(2012);
        assertThat(end.path("wa").path("attempt").asInt()).isEqualTo(3);
        assertThat(end.path("wa").path("duration_ms").isNumber()).isTrue();
        assertThat(end.path("wa").path("cause").asString()).contains("503");
        assertThat(end.has("trace")).isFalse();
        new NoSecretInTheClear(Traces.SECRETS).verify("lines", written);
    }

    private ConfigurableApplicationContext start() {
        return StandaloneApplication.run(StandaloneArguments.with(
                data,
                List.of(
                        "--logging.structured.format.file=ecs",
                        "--logging.config=classpath:logback-structured-file.xml")));
    }

    private static String event(JsonNode line) {
        return line.path("event").path("action").asString();
    }

    private static List<JsonNode> about(List<JsonNode> lines, Api.Answer answer) {
        return lines.stream()
                .filter(line -> line.path("wa").path("command_id").asString("").equals(answer.commandId()))
                .toList();
    }

    /** Where the logger does not tell, no more than that it is one of them. */
    private static String application(JsonNode line) {
        String logger = line.path("log").path("logger").asString();
        String name = line.path("service").path("name").asString();
        if (logger.startsWith("io.wasettings.processor.")) {
            return "processor";
        }
        if (logger.startsWith("io.wasettings.ingest.")) {
            return "ingest-api";
        }
        assertThat(name).isIn("processor", "ingest-api", "standalone");
        return name;
    }
}
