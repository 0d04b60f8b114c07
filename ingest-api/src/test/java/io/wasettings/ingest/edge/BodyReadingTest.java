package io.wasettings.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletInputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
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
