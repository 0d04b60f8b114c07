package io.wasettings.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program in a JVM of its own, on this JVM's class path, so that it can be killed without a chance to tidy up. Dies
 * with this JVM at the latest.
 */
public final class JavaProcess implements AutoCloseable {

    private final Process process;
    private final Path output;
    private final Thread killer;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
        this.killer = new Thread(process::destroyForcibly, "kill-" + process.pid());
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /**
     * Starts it.
     *
     * @param main its main class
     * @param jvmOptions options of the JVM, such as {@code -Xmx256m}
     * @param arguments its arguments
     */
    public static JavaProcess start(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        List<String> program = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
        program.addAll(jvmOptions);
        program.add(main.getName());
        return start(program, arguments, Map.of());
    }

    /** Starts an executable jar, as {@code java -jar} does. */
    public static JavaProcess start(Path jar, List<String> arguments) {
        return start(jar, List.of(), arguments, Map.of());
    }

    /**
     * The same, with options of the JVM and with more in its environment.
     *
     * @param jvmOptions such as {@code -Duser.language=tr}
     * @param environment such as {@code LC_ALL}
     */
    public static JavaProcess start(
            Path jar, List<String> jvmOptions, List<String> arguments, Map<String, String> environment) {
        List<String> program = new ArrayList<>(jvmOptions);
        program.addAll(List.of("-jar", jar.toString()));
        return start(program, arguments, environment);
    }

    private static JavaProcess start(List<String> program, List<String> arguments, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile("java-process-", ".log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC"));
            command.addAll(program);
            command.addAll(arguments);
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new JavaProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has written that text. */
    public void awaitOutput(String text, Duration patience) {
        await(text).atMost(patience).pollInterval(Duration.ofMillis(50)).until(() -> {
            String written = output();
            if (!process.isAlive() && !written.contains(text)) {
                throw new IllegalStateException("It ended before \"" + text + "\": " + written);
            }
            return written.contains(text);
        });
    }

    /** All that it has written so far, standard output and standard error. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it at once, as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        exitStatus();
    }

    /** Asks it to end, as {@code kill} does, and waits until it is gone. */
    public void stop() {
        process.destroy();
        exitStatus();
    }

    /** Waits until it has ended; returns its exit status. */
    public int exitStatus() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills it and deletes what it has written. */
    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(killer);
        output.toFile().delete();
    }
}
