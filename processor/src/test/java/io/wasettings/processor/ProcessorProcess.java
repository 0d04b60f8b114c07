package io.wasettings.processor;

import io.wasettings.testkit.JavaProcess;
import java.time.Duration;
import java.util.List;

/** A whole processor as a process of its own, so that it can be killed. */
final class ProcessorProcess implements AutoCloseable {

    private static final String READY = "processor is ready";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final JavaProcess process;

    private ProcessorProcess(JavaProcess process) {
        this.process = process;
    }

    /** Starts it with that command line; it is ready somewhat later. */
    static ProcessorProcess launch(List<String> arguments) {
        return new ProcessorProcess(JavaProcess.start(ProcessorProcess.class, List.of("-Xmx256m"), arguments));
    }

    /** Waits until the application has started. */
    ProcessorProcess awaitReady() {
        process.awaitOutput(READY, PATIENCE);
        return this;
    }

    /** What it has written so far. */
    String output() {
        return process.output();
    }

    /** Ends it as {@code kill -9} does. */
    @Override
    public void close() {
        process.close();
    }

    /** Runs the processor. */
    public static void main(String... args) {
        ProcessorApplication.builder().run(args);
        System.out.println(READY);
    }
}
