package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tools that are not ours make of the contracts, and of the service by them. */
@Tag("node")
class ContractToolsIT {

    private static final Path INGEST =
            Repository.ROOT.resolve("ingest-api/src/main/resources/io/wasettings/ingest/discovery");
    private static final Path OPENAPI = INGEST.resolve("openapi.yaml");
    private static final Path OPERATIONS =
            Repository.ROOT.resolve("processor/src/main/resources/io/wasettings/processor/ops/openapi.yaml");

    private static NodePackages tools;

    @BeforeAll
    static void install() {
        tools = NodePackages.of(Path.of("src", "test", "node"));
    }

    static Stream<Path> contracts() {
        return Stream.of(OPENAPI, INGEST.resolve("asyncapi.yaml"), OPERATIONS).filter(Files::exists);
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void redocly_finds_nothing_to_complain_of(Path contract) {
        Tool.Run run = tools.run("redocly", "lint", "--format=stylish", absolute(contract));

        assertThat(run.exitStatus()).as(run.output()).isZero();
        assertThat(run.output()).doesNotContain(" warning ");
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void spectral_finds_nothing_to_complain_of(Path contract) {
        Tool.Run run = tools.run("spectral", "lint", "--fail-severity=warn", absolute(contract));

        assertThat(run.exitStatus()).as(run.output()).isZero();
    }

    @Test
    void a_client_in_typescript_that_was_generated_compiles_and_talks_to_the_service() {
        Tool.Run generated = tools.run("openapi-typescript", absolute(OPENAPI), "-o", "settings.d.ts");
        Tool.Run compiled = tools.run("tsc", "-p", "tsconfig.json");
        Tool.Run run =
                node("client.js", SharedStandalone.addresses().ingest(), "demo-token", SharedStandalone.webhook());

        assertThat(generated.exitStatus()).as(generated.output()).isZero();
        assertThat(compiled.exitStatus()).as(compiled.output()).isZero();
        assertThat(run.output()).isEqualTo("""
                submitted applied
                command applied
                settings ********
                refused 2020
                """);
    }

    @Test
    void the_postman_collection_passes() {
        Addresses addresses = SharedStandalone.addresses();

        Tool.Run run = tools.run(
                "newman",
                "run",
                absolute(Repository.ROOT.resolve("docs/postman_collection.json")),
                "--env-var=baseUrl=" + addresses.ingest(),
                "--env-var=partnerUrl=" + addresses.partner(),
                "--disable-unicode");

        assertThat(run.exitStatus()).as(run.output()).isZero();
    }

    private static Tool.Run node(String... arguments) {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        return Tool.run(tools.folder(), command);
    }

    private static String absolute(Path contract) {
        return contract.toAbsolutePath().normalize().toString();
    }
}
