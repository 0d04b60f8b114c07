package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client in Java as OpenAPI Generator makes it; the profile {@code generated} brings the generator. */
@Tag("generated")
class GeneratedJavaClientIT {

    private static final Path GENERATOR = Path.of("target", "generator").toAbsolutePath();
    private static final Path PROGRAM =
            Path.of("src", "test", "generated", "Client.java").toAbsolutePath();
    private static final Path OPENAPI = Repository.ROOT
            .resolve("ingest-api/src/main/resources/io/wasettings/ingest/discovery/openapi.yaml")
            .toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void it_compiles_and_talks_to_the_service() throws IOException {
        assumeTrue(Files.isDirectory(GENERATOR), "the profile \"generated\" brings the generator");

        generate();
        compile();
        Tool.Run run = java(
                "-cp",
                classPath(),
                "Client",
                SharedStandalone.addresses().ingest(),
                "demo-token",
                SharedStandalone.webhook());

        assertThat(run.output()).isEqualToNormalizingNewlines("""
                submitted applied
                command applied
                settings ********
                refused 400 true
                """);
    }

    private void generate() {
        assertSucceeds(
                java(
                        "-jar",
                        GENERATOR.resolve("openapi-generator-cli.jar").toString(),
                        "generate",
                        "--generator-name=java",
                        "--library=native",
                        "--input-spec=" + OPENAPI,
                        "--output=" + folder.resolve("client"),
                        "--additional-properties=useJakartaEe=true,invokerPackage=generated,apiPackage=generated.api,modelPackage=generated.model"));
    }

    private void compile() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(jdk("javac"), "-d", folder.resolve("classes").toString(), "-cp", classPath()));
        try (Stream<Path> sources = Files.walk(folder.resolve("client/src/main/java"))) {
            sources.filter(Files::isRegularFile).map(Path::toString).forEach(command::add);
        }
        command.add(PROGRAM.toString());
        assertSucceeds(Tool.run(folder, command));
    }

    private Tool.Run java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(jdk("java"), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        return Tool.run(folder, command);
    }

    private String classPath() {
        return folder.resolve("classes") + System.getProperty("path.separator") + GENERATOR.resolve("libraries") + "/*";
    }

    private static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static void assertSucceeds(Tool.Run run) {
        assertThat(run.exitStatus()).as(run.output()).isZero();
    }
}
