package io.wasettings.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import io.wasettings.common.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** A line as JSON, with what both applications configure. */
class EcsMembersTest {

    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void in_ecs_event_and_trace_have_the_schemas_members_and_the_rest_one_of_its_own() throws IOException {
        JsonNode line = written(
                "ecs",
                log -> CommandContext.of("c-1", TRACEPARENT)
                        .run(() -> LogLine.warn(log, "command_failed")
                                .with("host", "hooks.example.com:8443")
                                .with("code", 2012)
                                .write()));

        assertThat(line.path("log").path("level").asString()).isEqualTo("WARN");
        assertThat(line.path("service").path("name").asString()).isEqualTo("processor");
        assertThat(line.path("event").path("action").asString()).isEqualTo("command_failed");
        assertThat(line.path("trace").path("id").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(line.path("wa")).isEqualTo(Json.mapper().readTree("""
                        {"command_id": "c-1", "host": "hooks.example.com:8443", "code": 2012}
                        """));
    }

    @Test
    void a_line_of_a_library_has_neither() throws IOException {
        JsonNode line = written("ecs", log -> log.warn("event horizon"));

        assertThat(line.path("message").asString()).isEqualTo("event horizon");
        assertThat(line.has("event")).isFalse();
        assertThat(line.has("trace")).isFalse();
        assertThat(line.has("wa")).isFalse();
    }

    @Test
    void other_formats_have_all_key_values_side_by_side() throws IOException {
        JsonNode line = written(
                "logstash",
                log -> CommandContext.of("c-1", TRACEPARENT)
                        .run(() -> LogLine.warn(log, "command_failed")
                                .with("code", 2012)
                                .write()));

        assertThat(line.path("message").asString()).isEqualTo("event=command_failed");
        assertThat(line.path("wa_command_id").asString()).isEqualTo("c-1");
        assertThat(line.path("wa_trace_id").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(line.path("wa_code").asInt()).isEqualTo(2012);
    }

    private static JsonNode written(String format, Consumer<Logger> writer) throws IOException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter((LogbackMDCAdapter) MDC.getMDCAdapter());
        context.putObject(Environment.class.getName(), environment(format));
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(format);
        encoder.start();
        ListAppender<ILoggingEvent> lines = new ListAppender<>() {
            @Override
            protected void append(ILoggingEvent line) {
                // Encoders read what the thread is about while it is.
                line.prepareForDeferredProcessing();
                super.append(line);
            }
        };
        lines.start();
        ch.qos.logback.classic.Logger log = context.getLogger("io.wasettings");
        log.addAppender(lines);

        writer.accept(log);

        return Json.mapper().readTree(new String(encoder.encode(lines.list.get(0)), StandardCharsets.UTF_8));
    }

    private static Environment environment(String format) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of("logging.structured.format.console", format, "spring.application.name", "processor")));
        new YamlPropertySourceLoader()
                .load("service", new ClassPathResource("service.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        return environment;
    }
}
