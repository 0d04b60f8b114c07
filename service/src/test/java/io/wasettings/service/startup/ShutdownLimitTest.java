package io.wasettings.service.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.testkit.JavaProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A program that is asked to end, and would not. */
class ShutdownLimitTest {

    private static final String READY = "is ready";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void a_shutdown_that_never_ends_by_itself_is_ended() {
        try (JavaProcess stuck = JavaProcess.start(Stuck.class, List.of("-Xmx32m"), List.of())) {
            stuck.awaitOutput(READY, PATIENCE);

            stuck.stop();

            assertThat(stuck.exitStatus()).isEqualTo(143);
        }
    }

    @Test
    void a_shutdown_that_finds_no_memory_is_ended() {
        try (JavaProcess full = JavaProcess.start(Full.class, List.of("-Xmx32m"), List.of())) {
            full.awaitOutput(READY, PATIENCE);

            full.stop();

            assertThat(full.exitStatus()).isEqualTo(143);
        }
    }

    /** Has a hook that waits for ever. */
    public static final class Stuck {

        private Stuck() {}

        public static void main(String... args) throws InterruptedException {
            ShutdownLimit.install(500);
            Runtime.getRuntime().addShutdownHook(new Thread(Stuck::waitForEver));
            System.out.println(READY);
            waitForEver();
        }

        private static void waitForEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Has a hook that asks for memory until it gets some. */
    public static final class Full {

        private Full() {}

        public static void main(String... args) throws InterruptedException {
            ShutdownLimit.install(500);
            Runtime.getRuntime().addShutdownHook(new Thread(Full::askForMemory));
            System.out.println(READY);
            new CountDownLatch(1).await();
        }

        private static void askForMemory() {
            List<byte[]> kept = new ArrayList<>();
            while (kept.size() < Integer.MAX_VALUE) {
                kept.add(oneMegabyte());
            }
        }

        private static byte[] oneMegabyte() {
            try {
                return new byte[1 << 20];
            } catch (OutOfMemoryError e) {
                return new byte[0];
            }
        }
    }
}
