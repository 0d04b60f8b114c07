package io.wasettings.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of Node.js programs with the packages that they need, copied below {@code target} so that nothing is
 * installed among the sources.
 */
final class NodePackages {

    private final Path folder;

    private NodePackages(Path folder) {
        this.folder = folder;
    }

    /** Copies that folder and installs its packages; without Node.js the test is skipped. */
    static NodePackages of(Path sources) {
        assumeTrue(Tool.isInstalled("node") && Tool.isInstalled("npm"), "Node.js is not installed");
        NodePackages packages = new NodePackages(copyOf(sources));
        packages.copy(sources);
        packages.install();
        return packages;
    }

    /** Named by the whole path: tests run in two JVMs at once. */
    static Path copyOf(Path sources) {
        return Path.of(
                "target", "node", sources.toString().replaceAll("^\\W+", "").replaceAll("\\W+", "-"));
    }

    /** Where the copy is. */
    Path folder() {
        return folder;
    }

    /** Runs a program of one of the packages: itself, as npx takes half a second to find it. */
    Tool.Run run(String program, String... arguments) {
        Path executable = folder.resolve(Path.of("node_modules", ".bin", program));
        List<String> command =
                new ArrayList<>(List.of(executable.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return Tool.run(folder, command);
    }

    private void copy(Path sources) {
        try (Stream<Path> files = Files.list(sources)) {
            Files.createDirectories(folder);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No package may run a script of its own while it is installed. */
    private void install() {
        Tool.Run run = Tool.run(folder, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        assertThat(run.exitStatus()).as(run.output()).isZero();
    }
}
