package io.wasettings.benchmarks.world;

import io.wasettings.testkit.JavaProcess;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in a JVM of its own, with what it has used of the machine so far. Dies with this JVM at the latest. */
public final class Jvm implements Closeable {

    /** As the images run the applications. */
    public static final List<String> OPTIONS = options();

    /** The JDK of the images; older ones do not have all of their options, or take them for something else. */
    private static final int JDK_OF_IMAGES = 25;

    private static final int LAST_LINES = 20;
    private static final String PORT_FOLLOWS = "Tomcat started on port ";
    private static final Pattern PORT = Pattern.compile(PORT_FOLLOWS + "(\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Of {@code /proc/PID/stat}; 100 on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Pattern COMPILER = Pattern.compile("\\(C[12] CompilerThre");

    private final JavaProcess process;
    private final long started = System.nanoTime();

    private Jvm(JavaProcess process) {
        this.process = process;
    }

    /** The executable jar of a module. */
    public static Path jar(String module) {
        return Path.of(module, "target", module + ".jar");
    }

    /** Starts a main class on this JVM's class path, with those entries before it. */
    public static Jvm ofClass(Class<?> main, List<String> options, List<Path> before, String... arguments) {
        List<String> entries =
                new ArrayList<>(before.stream().map(Path::toString).toList());
        entries.add(System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, entries), main.getName()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** Starts an executable jar. */
    public static Jvm ofJar(Path jar, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return start(command);
    }

    private static Jvm start(List<String> command) {
        // As in the images.
        return new Jvm(JavaProcess.start(command, Map.of("MALLOC_ARENA_MAX", "2")));
    }

    private static List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-Xmx112m",
                "-XX:ReservedCodeCacheSize=80m",
                "-XX:MaxInlineLevel=5",
                "-XX:InlineSmallCode=700",
                "-XX:FreqInlineSize=100",
                "-XX:MaxNodeLimit=20000"));
        if (Runtime.version().feature() >= JDK_OF_IMAGES) {
            options.addAll(List.of("-XX:+UseCompactObjectHeaders", "-XX:SweeperThreshold=100"));
        }
        return List.copyOf(options);
    }

    /** Waits until it has written that text; returns how long that took since its start. */
    public Duration awaitOutput(String text) {
        process.awaitOutput(text, PATIENCE);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Waits until it has written which port its web server has, and returns that. */
    public int awaitPort() {
        awaitOutput(PORT_FOLLOWS);
        Matcher port = PORT.matcher(output());
        if (!port.find()) {
            throw new IllegalStateException("It does not say its port:\n" + output());
        }
        return Integer.parseInt(port.group(1));
    }

    /** All that it has written so far. */
    public String output() {
        return process.output();
    }

    /** The end of what it has written, for an error message. */
    public String lastLines() {
        List<String> lines = output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Processor time that it has used so far, in seconds. */
    public double cpuSeconds() {
        return seconds(proc("stat"));
    }

    /** The same without the threads of the JIT compiler, which run on for minutes, whatever is asked of the program. */
    public double cpuSecondsOfWork() {
        double compilers = 0;
        String[] threads = procFile("task").toFile().list();
        for (String thread : threads == null ? new String[0] : threads) {
            String stat = threadStat(thread);
            if (COMPILER.matcher(stat).find()) {
                compilers += seconds(stat);
            }
        }
        return cpuSeconds() - compilers;
    }

    /** Nothing for a thread that has ended. */
    private String threadStat(String thread) {
        try {
            return Files.readString(procFile("task", thread, "stat"));
        } catch (IOException e) {
            return "";
        }
    }

    private static double seconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** The most memory that it has held so far, in MB (resident set). */
    public double peakMegabytes() {
        return kilobytes("VmHWM") / 1024;
    }

    /** The memory that it holds, in MB (resident set). */
    public double megabytes() {
        return kilobytes("VmRSS") / 1024;
    }

    private double kilobytes(String field) {
        return proc("status")
                .lines()
                .filter(line -> line.startsWith(field + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private String proc(String file) {
        try {
            return Files.readString(procFile(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path procFile(String... names) {
        return Path.of("/proc/" + process.pid(), names);
    }

    @Override
    public void close() {
        process.close();
    }
}
