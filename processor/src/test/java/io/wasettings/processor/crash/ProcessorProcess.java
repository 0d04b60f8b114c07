package io.wasettings.processor.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.processor.ProcessorApplication;
import io.wasettings.testkit.JavaProcess;
import java.time.Duration;
import java.util.List;

/** A processor in a JVM of its own, which dies where it is told to. */
final class ProcessorProcess implements AutoCloseable {

    private static final String READY = "processor is ready";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JavaProcess process;

    private ProcessorProcess(JavaProcess process) {
        this.process = process;
    }

    static ProcessorProcess start(CrashWorld world) {
        return new ProcessorProcess(JavaProcess.start(
                ProcessorProcess.class,
                List.of("-Xmx256m", "-D" + Crashes.FILE + "=" + world.crashFile()),
                world.arguments()));
    }

    void awaitReady() {
        process.awaitOutput(READY, PATIENCE);
    }

    /** Waits until it has died at its crash point, and of nothing else. */
    void awaitCrash() {
        await("the crash").atMost(PATIENCE).until(() -> !process.isAlive());
        assertThat(process.exitStatus()).as(process::output).isEqualTo(Crashes.KILLED);
    }

    @Override
    public void close() {
        process.close();
    }

    /** Runs the processor; its threads keep the JVM alive. */
    public static void main(String... arguments) {
        ProcessorApplication.builder().sources(Crashes.class).run(arguments);
        System.out.println(READY);
    }
}
