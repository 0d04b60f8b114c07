package io.wasettings.standalone;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that are not ours, run as a reader of the documents would run them. */
final class Tool {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Tool() {}

    /**
     * What a program did.
     *
     * @param exitStatus 0 for success
     * @param output standard output, then standard error
     */
    record Run(int exitStatus, String output) {}

    /** Whether a program of that name is on the path. */
    static boolean isInstalled(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .anyMatch(Files::isExecutable);
    }

    /** Runs a program to its end, in that folder. */
    static Run run(Path folder, List<String> command) {
        return run(folder, Map.of(), command);
    }

    /** Runs a program to its end, in that folder and with more in its environment. */
    static Run run(Path folder, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("tool-", ".out");
            Path errors = Files.createTempFile("tool-", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException(command.get(0) + " does not end: " + Files.readString(output));
            }
            return new Run(process.exitValue(), Files.readString(output) + Files.readString(errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
