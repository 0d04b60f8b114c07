package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.standalone.Api.Answer;
import io.wasettings.testkit.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
            standalone.stop();
            assertThat(standalone.exitStatus()).isEqualTo(TERMINATED);
        }
    }

    private static List<String> arguments(Path data) {
        List<String> arguments = new ArrayList<>(List.of(
                StandaloneArguments.with(data, List.of("--spring.kafka.consumer.properties.group.protocol=classic"))));
        arguments.removeIf(argument ->
                argument.startsWith("--logging.config") || argument.startsWith("--wa.settings.standalone.demo"));
        return arguments;
    }

    private static String url(String part, JavaProcess standalone) {
        Matcher line = Pattern.compile(part + " +(http://\\S+)").matcher(standalone.output());
        assertThat(line.find()).isTrue();
        return line.group(1);
    }
}
