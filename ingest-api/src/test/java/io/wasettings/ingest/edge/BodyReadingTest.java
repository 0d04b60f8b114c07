package io.wasettings.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.service.problem.ProblemType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class BodyReadingTest {

    private static final int LIMIT = 10;

    @Test
    void bytes_that_come_when_the_request_has_been_answered_change_nothing() {
        BodyReading reading = new BodyReading(recycled(), Runnable::run, LIMIT, Duration.ZERO);
        var answered = reading.body().join();

        reading.onDataAvailable();

        assertThat(reading.body()).isCompletedWithValue(answered);
    }

    @Test
    void a_request_out_of_reach_that_was_not_answered_is_a_fault() {
        BodyReading reading = new BodyReading(recycled(), Runnable::run, LIMIT, Duration.ofMinutes(1));

        assertThatThrownBy(reading::onDataAvailable).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_body_that_was_read_is_forgotten_by_whoever_read_it() {
        BodyReading reading = new BodyReading(recycled(), Runnable::run, LIMIT, Duration.ofMinutes(1));
        var body = reading.body().thenApply(WeakReference::new);

        reading.onAllDataRead();

        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(body).isCompletedWithValueMatching(read -> read.get() == null);
        });
        assertThat(reading.body()).isDone();
    }

    @Test
    void a_body_that_comes_byte_by_byte_leaves_the_thread_to_others_now_and_then_and_ends_as_too_large() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        AtomicInteger reads = new AtomicInteger();
        BodyReading reading = new BodyReading(endless(reads), tasks::add, LIMIT, Duration.ofMinutes(1));

        reading.onDataAvailable();
        tasks.remove().run();
        assertThat(reads).hasValue(64);
        assertThat(reading.body()).isNotDone();

        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        String end =
                reading.body().join().fold(body -> "", problem -> problem.type().name());
        assertThat(end).isEqualTo(ProblemType.TOO_LARGE.name());
        assertThat(reads).hasValueLessThan(70_000);
    }

    private static MockHttpServletRequest endless(AtomicInteger reads) {
        ServletInputStream one = new ServletInputStream() {
            @Override
            public boolean isFinished() {
                return false;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] bytes, int from, int most) {
                reads.incrementAndGet();
                return 1;
            }
        };
        return new MockHttpServletRequest() {
            @Override
            public ServletInputStream getInputStream() {
                return one;
            }
        };
    }

    /** As Tomcat's facade is once the request has ended. */
    private static MockHttpServletRequest recycled() {
        return new MockHttpServletRequest() {
            @Override
            public ServletInputStream getInputStream() {
                throw new IllegalStateException("The request object has been recycled");
            }
        };
    }
}
