package io.wasettings.processor.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.wasettings.processor.watch.Watch.Watched;
import io.wasettings.service.mongo.StoreUnavailableException;
import io.wasettings.testkit.CapturedLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the log says of a broker or a store that is away. */
class WatchTest {

    private final AtomicBoolean away = new AtomicBoolean(true);
    private final AtomicInteger readings = new AtomicInteger();
    private final Watch<Integer> watch =
            new Watch<>(new Watched("store", "mongo-1:27017"), this::read, Duration.ofMillis(10));

    @AutoClose
    private final CapturedLog log = CapturedLog.of(Watch.class, Level.INFO);

    @AfterEach
    void stop() {
        watch.stop();
    }

    @Test
    void what_is_away_is_said_once_with_its_address_until_it_answers_and_is_away_again() {
        watch.start();
        awaitReadings(5);
        assertThat(said())
                .singleElement()
                .satisfies(line -> assertThat(CapturedLog.members(line))
                        .isEqualTo(Map.of("what", "store", "at", "mongo-1:27017", "cause", "away")));
        assertThat(watch.up()).isZero();

        away.set(false);
        await().until(() -> watch.up() == 1);
        awaitReadings(5);
        away.set(true);
        awaitReadings(5);

        assertThat(said()).hasSize(2);
    }

    @Test
    void what_the_stop_interrupts_is_not_away() {
        watch.work();
        watch.work();
        watch.work();

        assertThat(said()).isEmpty();
    }

    private void awaitReadings(int more) {
        int enough = readings.get() + more;
        await().until(() -> readings.get() > enough);
    }

    private List<ILoggingEvent> said() {
        return log.lines("waits_for_answer");
    }

    private int read() {
        readings.incrementAndGet();
        if (away.get()) {
            throw new StoreUnavailableException("away. With details");
        }
        return 1;
    }
}
