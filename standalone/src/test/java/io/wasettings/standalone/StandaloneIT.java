package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.service.security.AccessTokens;
import io.wasettings.testkit.JavaProcess;
import io.wasettings.testkit.TestBroker;
import io.wasettings.testkit.TestStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.context.ConfigurableApplicationContext;

/** Standalone as a program. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StandaloneIT {

    @TempDir
    Path data;

    @Test
    void settings_and_statuses_survive_a_restart() {
        String commandId;
        try (ConfigurableApplicationContext first = start()) {
            Addresses addresses = addresses(first);
            commandId = new Api(addresses.ingest())
                    .submit(new Bodies(addresses).clientCredentials("+1234567890"))
                    .commandId();
            new Api(addresses.ingest()).ended(commandId);
        }

        try (ConfigurableApplicationContext second = start()) {
            Api api = new Api(addresses(second).ingest());

            // Without a demonstration, since neither start was asked for one.
            assertThat(api.get("/api/wa/v2/transactional/settings?from=%2B12025550199")
                            .status())
                    .isEqualTo(404);
            await().untilAsserted(() -> assertThat(api.ended(commandId).state()).isEqualTo("applied"));
            assertThat(api.get("/api/wa/v2/transactional/settings?from=%2B1234567890")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void entries_of_the_user_stay_in_the_tokens_files(@TempDir Path other) throws IOException {
        Path tokens = Files.writeString(
                other.resolve("tokens.json"),
                "[{\"sha256\": \"%s\", \"partner\": \"acme\", \"scopes\": [\"wa.settings.read\"]},"
                                .formatted(AccessTokens.sha256("mine"))
                        + "{\"sha256\": \"%s\", \"partner\": \"demo\", \"scopes\": [\"wa.settings.operate\"]}]"
                                .formatted(AccessTokens.sha256(DataFolder.DEMO_TOKEN)));

        DataFolder.open(other).close();

        AccessTokens read = AccessTokens.load(tokens);
        assertThat(read.grantOf("mine").orElseThrow().scopes()).containsExactly("wa.settings.read");
        assertThat(read.grantOf(DataFolder.DEMO_TOKEN).orElseThrow().scopes())
                .containsExactly("wa.settings.write", "wa.settings.read");
    }

    @Test
    void a_broker_and_a_store_of_the_user_take_the_place_of_its_own() {
        try (ConfigurableApplicationContext application = start(
                "--spring.kafka.bootstrap-servers=" + TestBroker.bootstrapServers(),
                "--spring.mongodb.uri=" + TestStore.uri())) {
            Addresses addresses = addresses(application);

            assertThat(addresses.bootstrapServers()).isEqualTo(TestBroker.bootstrapServers());
            assertThat(addresses.mongoUri()).isEqualTo(TestStore.uri());
            assertThat(data.resolve("broker")).doesNotExist();
            assertThat(data.resolve("store")).doesNotExist();
        }
    }

    @Test
    void a_store_of_the_user_goes_with_its_own_broker_and_keys_whatever_else_is_said() {
        try (ConfigurableApplicationContext application = start(
                "--spring.kafka.bootstrap-servers=",
                "--wa.settings.keys-file=" + data.resolve("elsewhere.json"),
                "--wa.settings.mongodb.database=" + TestStore.newDatabase(),
                "--spring.mongodb.uri=" + TestStore.uri())) {
            Addresses addresses = addresses(application);

            assertThat(addresses.mongoUri()).isEqualTo(TestStore.uri());
            assertThat(data.resolve("broker")).isDirectory();
            assertThat(data.resolve("store")).doesNotExist();
            assertThat(new Api(addresses.ingest())
                            .submit(new Bodies(addresses).clientCredentials("+1234567890"))
                            .state())
                    .isEqualTo("applied");
        }
    }

    /** Waits for clients that give up, most of its time. */
    @Test
    @Tag("once")
    @Execution(ExecutionMode.CONCURRENT)
    void a_broker_and_a_store_that_are_not_there_are_said_each_in_one_line() {
        try (JavaProcess standalone = run(
                "--wa.settings.standalone.demo=true",
                "--spring.kafka.bootstrap-servers=127.0.0.1:1",
                "--spring.mongodb.uri=mongodb://user:s3cr3t@127.0.0.1:1")) {
            standalone.awaitOutput("Serving until stopped", Duration.ofMinutes(3));

            assertThat(standalone.output().lines().filter(line -> line.contains("NOTHING ANSWERS THERE")))
                    .hasSize(2)
                    .noneMatch(line -> line.contains("s3cr3t"));
            assertThat(errors(standalone)).singleElement().asString().startsWith("No demonstration");
        }
    }

    @Test
    @Tag("once")
    void mistakes_are_said_in_one_line_and_typos_with_the_likely_name() {
        try (JavaProcess standalone =
                run("--wa.settings.ingst.wait=10s", "--spring.mongodb.uri=mongo:/user:s3cr3t@127.0.0.1:1")) {
            assertThat(standalone.exitStatus()).isNotZero();
            assertThat(errors(standalone))
                    .hasSize(2)
                    .anyMatch(line -> line.contains("did you mean wa.settings.ingest.wait?"))
                    .anyMatch(line -> line.contains("spring.mongodb.uri is no connection string"))
                    .noneMatch(line -> line.contains("s3cr3t"));
        }
    }

    @Test
    @Tag("once")
    void a_second_one_with_other_keys_on_the_same_broker_and_store_touches_nothing(@TempDir Path other) {
        try (ConfigurableApplicationContext first = start();
                JavaProcess onBoth = runIn(
                        other,
                        "--spring.kafka.bootstrap-servers=" + addresses(first).bootstrapServers(),
                        "--spring.mongodb.uri=" + addresses(first).mongoUri());
                JavaProcess onTheBroker = runIn(
                        other.resolve("more"),
                        "--spring.kafka.bootstrap-servers=" + addresses(first).bootstrapServers())) {
            assertThat(onBoth.exitStatus()).isNotZero();
            assertThat(onTheBroker.exitStatus()).isNotZero();

            assertThat(errors(onBoth)).singleElement().asString().contains("have other keys");
            assertThat(errors(onTheBroker)).singleElement().asString().contains("Another processor takes commands");
            assertThat(new Api(addresses(first).ingest())
                            .submit(new Bodies(addresses(first)).clientCredentials("+1234567890"))
                            .state())
                    .isEqualTo("applied");
        }
    }

    @Test
    @Tag("once")
    void a_port_in_use_is_said_in_one_line() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                JavaProcess standalone = run("--wa.settings.standalone.ports.kafka=" + other.getLocalPort())) {
            assertThat(standalone.exitStatus()).isNotZero();
            assertThat(errors(standalone))
                    .singleElement()
                    .asString()
                    .contains("Port " + other.getLocalPort())
                    .contains("wa.settings.standalone.ports.kafka")
                    .contains("choose another port");
        }
    }

    @Test
    @Tag("once")
    void a_data_folder_in_use_is_said_in_one_line() throws IOException {
        try (DataFolder other = DataFolder.open(data);
                JavaProcess standalone = run()) {
            assertThat(standalone.exitStatus()).isNotZero();
            assertThat(errors(standalone))
                    .singleElement()
                    .asString()
                    .contains(other.path().toString())
                    .contains("wa.settings.standalone.data-dir");
        }
    }

    @Test
    @Tag("once")
    void the_demonstration_shows_both_documented_requests_and_every_code() {
        try (JavaProcess standalone = run("--wa.settings.standalone.demo=true")) {
            standalone.awaitOutput("Serving until stopped", Duration.ofMinutes(3));

            assertThat(standalone.output())
                    .containsPattern("console +http://127\\.0\\.0\\.1:\\d+/console/ .*token: \\S{32}");
            assertThat(standalone.output().lines().filter(line -> line.matches(".* (200|400) .*")))
                    .extracting(
                            line -> line.strip().replaceAll("\\s{2,}", " | ").replaceAll(" \\| [A-Z][^|]*$", ""))
                    .containsExactly(
                            "documented: client_credentials | 200 | applied",
                            "documented: refresh_token | 200 | applied",
                            "a body that is cut off | 400 | 2010",
                            "no refresh_token, no lifetime | 400 | 2011",
                            "a token endpoint that is down | 400 | 2012",
                            "a webhook inside the platform | 400 | 2020");
        }
    }

    private ConfigurableApplicationContext start(String... more) {
        return StandaloneApplication.run(StandaloneArguments.with(data, List.of(more)));
    }

    private JavaProcess run(String... more) {
        return runIn(data, more);
    }

    private static JavaProcess runIn(Path data, String... more) {
        List<String> arguments = new ArrayList<>(List.of(StandaloneArguments.with(data, List.of())));
        for (String argument : more) {
            String name = argument.substring(0, argument.indexOf('=') + 1);
            arguments.removeIf(other -> other.startsWith(name));
            arguments.add(argument);
        }
        arguments.removeIf(argument -> argument.startsWith("--logging.config"));
        return JavaProcess.start(Path.of("target", "standalone.jar"), arguments);
    }

    private static Addresses addresses(ConfigurableApplicationContext application) {
        return application.getBean(Standalone.class).started().addresses();
    }

    /** What it says beside its progress; without what newer JVMs say of the broker's use of {@code sun.misc.Unsafe}. */
    private static List<String> errors(JavaProcess standalone) {
        return standalone
                .output()
                .lines()
                .filter(line -> !line.startsWith("[") && !line.startsWith("WARNING: "))
                .toList();
    }
}
