package io.wasettings.service.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UntilDoneTest {

    private final String name = "until-done-" + UUID.randomUUID();
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void it_tries_again_until_it_is_done() {
        UntilDone work = new UntilDone(name, () -> tries.incrementAndGet() == 3, Duration.ofMillis(1));

        work.start();

        awaitEnd();
        assertThat(tries).hasValue(3);
        assertThat(work.isStarted()).isTrue();
    }

    @Test
    void started_here_and_done_at_once_it_makes_no_thread() {
        UntilDone work = new UntilDone(name, () -> tries.incrementAndGet() == 1, Duration.ofDays(1));

        work.startHere();

        assertThat(tries).hasValue(1);
        assertThat(hasThread()).isFalse();
        assertThat(work.isStarted()).isTrue();
    }

    @Test
    void stopped_it_tries_no_more() {
        UntilDone work = new UntilDone(name, () -> tries.incrementAndGet() == 0, Duration.ofDays(1));
        work.start();
        await().until(() -> tries.get() == 1);

        work.stop();

        awaitEnd();
        assertThat(tries).hasValue(1);
        assertThat(work.isStarted()).isFalse();
    }

    private void awaitEnd() {
        await().until(() -> !hasThread());
    }

    private boolean hasThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(name));
    }
}
