package io.wasettings.processor.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConcurrentStopTest {

    private final CountDownLatch toFinish = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Test
    void who_asks_for_a_stop_does_not_wait_for_it_and_is_told_when_it_is_over() throws InterruptedException {
        new Waiting().stop(stopped::countDown);
        assertThat(stopped.getCount()).isEqualTo(1);

        toFinish.countDown();

        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_stop_that_fails_is_over_too() throws InterruptedException {
        new Failing().stop(stopped::countDown);

        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private class Waiting implements ConcurrentStop {

        @Override
        public void start() {}

        @Override
        public void stop() {
            try {
                toFinish.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean isRunning() {
            return true;
        }
    }

    private final class Failing extends Waiting {

        @Override
        public void stop() {
            throw new IllegalStateException("a bug, made on purpose");
        }
    }
}
