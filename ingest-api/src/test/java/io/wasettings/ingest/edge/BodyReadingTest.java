package io.wasettings.ingest.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.ingest.result.Result;
import io.wasettings.service.problem.ProblemType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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
    void a_body_is_not_given_up_while_it_is_read() {
        AtomicBoolean givenUp = new AtomicBoolean();
        Stream slow = new Stream();
        BodyReading reading =
                new BodyReading(slow.request(), task -> new Thread(task).start(), LIMIT, Duration.ofMillis(100));
        slow.onRead = () -> {
            slow.onRead = () -> {};
            givenUp.set(ends(reading, Duration.ofMillis(300)));
        };

        reading.onDataAvailable();

        assertThat(end(reading.body())).isEqualTo(ProblemType.TIMEOUT.name());
        assertThat(givenUp).isFalse();
    }

    @Test
    void a_body_whose_end_is_told_while_its_last_byte_is_read_is_whole() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Stream last = new Stream();
        BodyReading reading = new BodyReading(last.request(), tasks::add, LIMIT, Duration.ofMinutes(1));
        var body = reading.body();
        last.onRead = () -> {
            last.finished = true;
            reading.onAllDataRead();
        };

        reading.onDataAvailable();
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }

        assertThat(end(body)).isEqualTo("x");
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
        Stream endless = new Stream();
        endless.onRead = reads::incrementAndGet;
        BodyReading reading = new BodyReading(endless.request(), tasks::add, LIMIT, Duration.ofMinutes(1));

        reading.onDataAvailable();
        tasks.remove().run();
        assertThat(reads).hasValue(64);
        assertThat(reading.body()).isNotDone();

        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        assertThat(end(reading.body())).isEqualTo(ProblemType.TOO_LARGE.name());
        assertThat(reads).hasValueLessThan(70_000);
    }

    /** The body, or the name of its problem. */
    private static String end(CompletableFuture<Result<byte[]>> body) {
        return body.join()
                .fold(
                        bytes -> new String(bytes, US_ASCII),
                        problem -> problem.type().name());
    }

    private static boolean ends(BodyReading reading, Duration within) {
        try {
            reading.body().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
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

    /** Whose next byte is always there. */
    private static final class Stream extends ServletInputStream {

        private Runnable onRead = () -> {};
        private boolean finished;

        private MockHttpServletRequest request() {
            return new MockHttpServletRequest() {
                @Override
                public ServletInputStream getInputStream() {
                    return Stream.this;
                }
            };
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return !finished;
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
            bytes[from] = 'x';
            onRead.run();
            return 1;
        }
    }
}
