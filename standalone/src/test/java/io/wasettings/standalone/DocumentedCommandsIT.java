package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wasettings.standalone.ShellBlocks.Block;
import io.wasettings.standalone.ShellSession.Ran;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the commands of the documents as a reader does, who has standalone running: a command succeeds, or answers what
 * the document shows. What starts or builds the whole is left to those who do that.
 */
@Tag("once")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DocumentedCommandsIT {

    @BeforeAll
    static void requireTools() {
        assumeTrue(Tool.isInstalled("bash") && Tool.isInstalled("curl"), "bash or curl is not installed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/http-api.md", "docs/operations.md", "docs/alerts.md"})
    void every_command_does_what_the_document_says(String document) {
        List<Block> blocks = ShellBlocks.of(Repository.ROOT.resolve(document)).stream()
                .map(DocumentedCommandsIT::here)
                .toList();

        assertThat(ShellSession.run(Repository.ROOT, environment(), blocks))
                .isNotEmpty()
                .allSatisfy(ran -> ran.block()
                        .answer()
                        .ifPresentOrElse(answer -> assertAnswers(ran, answer), () -> assertSucceeds(ran)));
    }

    /**
     * What operators have: their token, and the store where it is looked for by default. And short-lived programs gain
     * nothing by being compiled well.
     */
    private static Map<String, String> environment() {
        return Map.of(
                "TOKEN",
                SharedStandalone.operatorToken(),
                "SPRING_MONGODB_URI",
                SharedStandalone.addresses().mongoUri(),
                "JDK_JAVA_OPTIONS",
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    }

    private static void assertSucceeds(Ran ran) {
        assertThat(ran.failures())
                .as("%s%n%s%n%s", ran.block().commands(), ran.output(), ran.errors())
                .isZero();
    }

    /** White space aside, the parts of what is shown come in that order. */
    private static void assertAnswers(Ran ran, String answer) {
        List<String> parts = Stream.of(answer.split("…"))
                .map(part -> part.replaceAll("\\s", ""))
                .filter(part -> !part.isEmpty())
                .toList();
        assertThat(ran.output().replaceAll("\\s", ""))
                .as("%s%n%s", ran.block().commands(), ran.errors())
                .containsSubsequence(parts);
    }

    /** The documents' addresses are the default ones; those of the tests are others. */
    private static Block here(Block block) {
        Addresses addresses = SharedStandalone.addresses();
        String commands = block.commands()
                .replace("http://127.0.0.1:8080", addresses.ingest())
                .replace("http://127.0.0.1:8081", addresses.operations())
                .replace("http://127.0.0.1:9090", addresses.partner())
                .replace("http://localhost:9090", addresses.outage())
                .replace("127.0.0.1:9092", addresses.bootstrapServers())
                .replace("mongodb://127.0.0.1:27017", addresses.mongoUri());
        return new Block(commands, block.answer());
    }
}
