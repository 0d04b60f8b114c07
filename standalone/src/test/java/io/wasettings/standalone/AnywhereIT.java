package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.standalone.Api.Answer;
import io.wasettings.testkit.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standalone where not everybody runs it. */
class AnywhereIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int TERMINATED = 143;

    @TempDir
    Path folder;

    /** One start, since none of it has to do with the rest. */
    @Test
    void folders_with_percent_signs_a_turkish_locale_no_locale_and_the_classic_group_protocol_are_no_matter() {
        Path data = folder.resolve("100%x y%20z %d (1)").resolve("data");
        try (JavaProcess standalone = JavaProcess.start(
                Path.of("target", "standalone.jar"),
                List.of("-Duser.language=tr", "-Duser.region=TR", "-Duser.extensions=ca-buddhist-nu-thai"),
                arguments(data),
                Map.of("LC_ALL", "C"))) {
            standalone.awaitOutput("Serving until stopped", PATIENCE);

            Answer answer = new Api(url("ingest-api", standalone)).submit("""
                    {"webhook_url": "%s/webhooks/a", "auth_type": "bearer", "api_key": "your_api_key", "größe": 1}""".formatted(url("partner", standalone)));

            assertThat(answer.state()).isEqualTo("applied");
            assertThat(answer.body().at("/warnings/0/field").asString()).isEqualTo("/größe");
            assertThat(standalone.output()).doesNotContain("ERROR", "\tat ");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(files(data))
                            .anyMatch(name -> name.matches("standalone\\.log\\.\\d{4}-\\d\\d-\\d\\d\\.0\\.gz")));
            standalone.stop();
            assertThat(standalone.exitStatus()).isEqualTo(TERMINATED);
        }
    }

    private static List<String> arguments(Path data) {
        List<String> arguments = new ArrayList<>(List.of(StandaloneArguments.with(
                data,
                List.of(
                        "--spring.kafka.consumer.properties.group.protocol=classic",
                        // So that there is a full one soon.
                        "--logging.logback.rollingpolicy.max-file-size=10KB"))));
        arguments.removeIf(argument ->
                argument.startsWith("--logging.config") || argument.startsWith("--wa.settings.standalone.demo"));
        return arguments;
    }

    private static String url(String part, JavaProcess standalone) {
        Matcher line = Pattern.compile(part + " +(http://\\S+)").matcher(standalone.output());
        assertThat(line.find()).isTrue();
        return line.group(1);
    }

    private static List<String> files(Path data) {
        try (Stream<Path> files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
