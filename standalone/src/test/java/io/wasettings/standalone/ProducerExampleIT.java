package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The example of a producer in Java, run as the guide for producers says, with the class path of these tests. */
@Tag("once")
class ProducerExampleIT extends ProducerExampleSuite {

    private static final String EXAMPLE = "examples/java/SubmitSettings.java";
    /** Has SLF4J say nothing of a class path without a logger. */
    private static final String NO_LOGGER = "-Dslf4j.internal.verbosity=ERROR";

    @Test
    void the_guide_shows_what_it_does() {
        String guide = Repository.read("docs/producers.md");
        String shown =
                guide.substring(guide.indexOf("```java") + 7, guide.indexOf("```", guide.indexOf("```java") + 7));

        assertThat(unindented(Repository.read(EXAMPLE))).contains(unindented(shown));
    }

    @Test
    void it_prints_how_they_ended_and_nothing_else() {
        assertThat(Repository.read("docs/producers.md")).contains("java " + NO_LOGGER + " -cp");

        assertThat(run("your_api_key").output().lines()).hasSize(1);
    }

    @Override
    Tool.Run run(String apiKey) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Tool.run(
                Repository.ROOT,
                Map.of("API_KEY", apiKey),
                List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        NO_LOGGER,
                        "-cp",
                        classPath(),
                        EXAMPLE,
                        SharedStandalone.addresses().bootstrapServers(),
                        SharedStandalone.keys(),
                        "demo",
                        SharedStandalone.webhook()));
    }

    /** This JVM's, but for the tests' logger and its configuration, as the guide's has none; in absolute paths. */
    private static String classPath() {
        String separator = System.getProperty("path.separator");
        return Stream.of(System.getProperty("java.class.path").split(separator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .filter(entry -> !entry.endsWith("test-classes") && !entry.contains("logback"))
                .collect(Collectors.joining(separator));
    }

    private static String unindented(String text) {
        return Arrays.stream(text.split("\n"))
                .map(String::strip)
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
