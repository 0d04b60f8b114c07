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
 * A program in a JVM of its own, so that it can be killed without a chance to tidy up. Dies with this JVM at the
 * latest.
 */
public final class JavaProcess implements AutoCloseable {

    /** Of the JVM, for a start that is as short as it can be. */
    public static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

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
     * Starts it on this JVM's class path.
     *
     * @param main its main class
     * @param jvmOptions options of the JVM, such as {@code -Xmx256m}
     * @param arguments its arguments
     */
    public static JavaProcess start(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>(QUICK);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(jvmOptions);
        command.add(main.getName());
        command.addAll(arguments);
        return start(command, Map.of());
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
        List<String> command = new ArrayList<>(QUICK);
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return start(command, environment);
    }

    /**
     * Runs {@code java} with no other options than these.
     *
     * @param command all that follows {@code java} on the command line
     * @param environment what is added to this JVM's
     */
    public static JavaProcess start(List<String> command, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile("java-process-", ".log");
            List<String> java = new ArrayList<>(command);
            java.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
            ProcessBuilder builder =
                    new ProcessBuilder(java).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new JavaProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has written that text. */
    public void awaitOutput(String text, Duration patience) {
        await(text).atMost(patience).pollInterval(Duration.ofMillis(20)).until(() -> {
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

    /** Its id in the operating system. */
    public long pid() {
        return process.pid();
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
