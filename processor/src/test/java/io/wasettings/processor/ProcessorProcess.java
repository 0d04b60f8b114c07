package io.wasettings.processor;

import static org.awaitility.Awaitility.await;

import io.wasettings.testkit.JavaProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A whole processor as a process of its own, so that it can be killed, or die by itself. */
public final class ProcessorProcess implements AutoCloseable {

    private static final String READY = "processor is ready";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final JavaProcess process;

    private ProcessorProcess(JavaProcess process) {
        this.process = process;
    }

    /** Starts it with that command line; it is ready somewhat later. */
    static ProcessorProcess launch(List<String> arguments) {
        return launch(ProcessorProcess.class, List.of(), arguments);
    }

    /** Starts a program that does {@link #run} a processor. */
    public static ProcessorProcess launch(Class<?> program, List<String> jvmOptions, List<String> arguments) {
        JavaProcess process = JavaProcess.start(
                program,
                Stream.concat(Stream.of("-Xmx256m"), jvmOptions.stream()).toList(),
                arguments);
        return new ProcessorProcess(process);
    }

    /** Waits until the application has started. */
    public ProcessorProcess awaitReady() {
        process.awaitOutput(READY, PATIENCE);
        return this;
    }

    /** Waits until it has ended by itself; returns its exit status. */
    public int awaitEnd() {
        await("the end of a processor").atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitStatus();
    }

    /** What it has written so far. */
    public String output() {
        return process.output();
    }

    /** Ends it as {@code kill -9} does. */
    @Override
    public void close() {
        process.close();
    }

    /** Runs a processor with more configuration than it has. */
    public static void run(String[] arguments, Class<?>... more) {
        ProcessorApplication.builder().sources(more).run(arguments);
        System.out.println(READY);
    }

    /** Runs the processor; its threads keep the JVM alive. */
    public static void main(String... arguments) {
        run(arguments);
    }
}
