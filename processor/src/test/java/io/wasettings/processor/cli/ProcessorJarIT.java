package io.wasettings.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.testkit.JavaProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged application as operators run it: {@code java -jar processor.jar}. */
class ProcessorJarIT {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Path JAR = Path.of("target", "processor.jar").toAbsolutePath();

    @TempDir
    private Path folder;

    @BeforeAll
    static void is_packaged() {
        assertThat(JAR).exists();
    }

    @Test
    @DisabledIfSystemProperty(named = "cyclonedx.skip", matches = "true", disabledReason = "none was made")
    void the_jar_carries_its_bill_of_materials() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                InputStream bill = jar.getInputStream(jar.getJarEntry("META-INF/sbom/application.cdx.json"))) {
            assertThat(new String(bill.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"bomFormat\" : \"CycloneDX\"", "pkg:maven/org.apache.kafka/kafka-clients@");
        }
    }

    @Test
    void the_exit_status_says_what_came_of_it() throws Exception {
        assertThat(run("", "check-url", "https://8.8.8.8/").status()).isZero();
        assertThat(run("", "check-url", "https://10.0.0.1/").status()).isEqualTo(1);
        assertThat(run("", "check-url", "--nonsense").status()).isEqualTo(2);
    }

    @Test
    void standard_output_holds_the_answers_and_nothing_else() throws Exception {
        Run run = run(
                "\"https://b\u00fccher.example.com/\"\n",
                "check-url",
                "--json",
                "--resolve=xn--bcher-kva.example.com=8.8.8.8");

        assertThat(run.out())
                .isEqualTo("{\"url\":\"https://b\\u00FCcher.example.com/\",\"verdict\":\"accept\","
                        + "\"reason\":\"public_address\",\"host\":\"xn--bcher-kva.example.com\","
                        + "\"addresses\":[\"8.8.8.8\"]}\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void a_real_look_up_logs_nothing_either() throws Exception {
        Run run = run("", "check-url", "--trusted-host=localhost", "http://localhost/");

        assertThat(run.out()).startsWith("accept http://localhost/ (").hasLineCount(1);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void arguments_beyond_ascii_are_understood_in_the_locale_of_a_container() throws Exception {
        // By a shell, since this JVM encodes arguments by its own locale.
        List<String> command = new ArrayList<>(List.of("sh", "-c", """
                host=$(printf 'b\\303\\274cher.example.com')
                exec "$0" "$@" check-url --json --resolve="$host"=8.8.8.8 https://"$host"/"""));
        command.addAll(jar(List.of()));

        Run run = start("", command);

        assertThat(run.out()).contains("\"verdict\":\"accept\"", "\"host\":\"xn--bcher-kva.example.com\"");
    }

    @Test
    void a_check_loads_neither_spring_nor_kafka_nor_the_store() throws Exception {
        Path log = folder.resolve("classes.log");

        run("", "-Xlog:class+load:file=" + log, "check-url", "https://8.8.8.8/");

        try (var lines = Files.lines(log)) {
            assertThat(lines)
                    .noneMatch(line -> line.contains("org.springframework.context")
                            || line.contains("org.apache.kafka")
                            || line.contains("com.mongodb")
                            || line.contains("ch.qos.logback"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application.yaml", "config/application.yaml"})
    void keys_are_managed_where_the_configuration_says_that_they_are(String configuration) throws Exception {
        configure(configuration, "secrets/keys.json");
        Files.createDirectory(folder.resolve("secrets"));

        assertThat(run("", "keys", "generate").status()).isZero();
        assertThat(run("", "keys", "rotate").status()).isZero();

        assertThat(folder.resolve("secrets/keys.json")).exists();
        assertThat(run("", "keys", "list").out()).hasLineCount(2);
    }

    @Test
    void a_blank_name_of_a_file_is_misuse_and_not_the_configured_file() throws Exception {
        configure("application.yaml", "secrets/keys.json");
        Files.createDirectory(folder.resolve("secrets"));

        assertThat(run("", "keys", "generate", "--file", "").status()).isEqualTo(2);

        assertThat(folder.resolve("secrets/keys.json")).doesNotExist();
    }

    @Test
    void a_configuration_that_cannot_be_read_keeps_keys_from_being_made_elsewhere() throws Exception {
        configure("application.yaml", "[");

        Run run = run("", "keys", "generate");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).startsWith("generate: ");
    }

    @Test
    void a_configuration_that_cannot_be_read_is_told_in_one_line_with_its_place() throws Exception {
        configure("application.yaml", "[");

        Run run = run("", "failed");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("failed: Correct ")
                .containsPattern("application\\.yaml, line \\d, column \\d: ");
    }

    @Test
    void a_configuration_that_cannot_be_read_keeps_it_from_serving_which_it_says_in_one_line() throws Exception {
        configure("application.yaml", "[");

        Run run = run("", "serve");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out().lines().filter(line -> line.contains("ERROR")))
                .singleElement()
                .asString()
                .contains("Cannot start: Correct application.yaml, line ");
        assertThat(run.out() + run.err()).doesNotContain("\tat ", "APPLICATION FAILED");
    }

    @Test
    void it_serves_by_default_and_says_in_one_line_what_it_lacks() throws Exception {
        Run run = run("", "--server.port=0");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out().lines().filter(line -> line.contains("ERROR")))
                .singleElement()
                .asString()
                .contains("Cannot start: Set wa.settings.keys-file");
    }

    @Test
    void a_command_that_finds_no_store_says_so_in_one_line_whatever_the_environment_wants_printed() throws Exception {
        Run run = run(
                "",
                "failed",
                "--json",
                "--spring.mongodb.uri=mongodb://127.0.0.1:1",
                "--wa.settings.mongodb.server-selection-timeout=500ms");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).startsWith("failed: the store at 127.0.0.1:1 does not answer");
    }

    @Test
    void help_of_serve_serves_nothing() throws Exception {
        Run run = run("", "serve", "--help");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("Usage: processor serve");
    }

    private void configure(String configuration, String keysFile) throws IOException {
        Path file = folder.resolve(configuration);
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                wa:
                  settings:
                    keys-file: %s
                """.formatted(keysFile));
    }

    private record Run(int status, String out, String err) {}

    private Run run(String in, String... arguments) throws IOException, InterruptedException {
        List<String> rest = new ArrayList<>(List.of(arguments));
        List<String> command = jar(rest.get(0).startsWith("-X") ? List.of(rest.remove(0)) : List.of());
        command.addAll(rest);
        return start(in, command);
    }

    private static List<String> jar(List<String> jvmOptions) {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(JavaProcess.QUICK);
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", JAR.toString()));
        return command;
    }

    private Run start(String in, List<String> command) throws IOException, InterruptedException {
        Path input = Files.writeString(folder.resolve("in"), in);
        Path output = folder.resolve("out");
        Path errors = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("SPRING_MAIN_BANNER_MODE", "console");
        int status = builder.start().waitFor();
        return new Run(status, Files.readString(output), Files.readString(errors));
    }
}
