package io.wasettings.processor.watch;

import io.wasettings.service.background.RepeatedWork;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Reads something every few seconds, so that neither a scrape nor a health check asks the broker or the store anything.
 * What could not be read three times is unknown.
 */
public final class Watch<T> extends RepeatedWork {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int MISSED_READINGS = 3;
    /** The first reading of a new broker finds no topics yet. */
    private static final int FAILURES_TO_TELL = 2;

    private final Watched watched;
    private final Supplier<T> source;
    private final Duration interval;
    /** How often in a row it could not be read; of the watching thread alone. */
    private int failures;

    private volatile Consumer<T> listener = read -> {};
    private volatile @Nullable Reading<T> latest;

    /**
     * Who is asked.
     *
     * @param name what the log calls it
     * @param address where it is looked for
     */
    record Watched(String name, String address) {}

    private record Reading<T>(T value, long nanoTime) {

        boolean isYoungerThan(Duration age) {
            return System.nanoTime() - nanoTime < age.toNanos();
        }
    }

    /**
     * Prepares it.
     *
     * @param source reads it, or throws {@link KafkaException} or {@link StoreUnavailableException} when there is no
     *     answer
     * @param interval between two readings; what could not be read is tried again sooner
     */
    Watch(Watched watched, Supplier<T> source, Duration interval) {
        super(
                watched.name() + "-watch",
                Duration.ZERO,
                Duration.ofMillis(Math.min(LOOK_EVERY.toMillis(), interval.toMillis())));
        this.watched = watched;
        this.source = source;
        this.interval = interval;
    }

    /** It as it was read last; empty while it is unknown. */
    public Optional<T> latest() {
        return Optional.ofNullable(latest)
                .filter(reading -> reading.isYoungerThan(interval.multipliedBy(MISSED_READINGS)))
                .map(Reading::value);
    }

    /** A part of it; not a number while it is unknown: nobody shall take "unknown" for "none". */
    double number(ToDoubleFunction<T> part) {
        return latest().stream().mapToDouble(part).findFirst().orElse(Double.NaN);
    }

    /** 1 while it can be read, 0 while it is unknown. */
    double up() {
        return latest().isPresent() ? 1 : 0;
    }

    /** Has the listener told each reading from now on. */
    void onReading(Consumer<T> told) {
        listener = told;
    }

    /** What could not be read is tried again soon, so that readiness follows what has come back. */
    @Override
    protected void work() {
        Reading<T> last = latest;
        if (last == null || !last.isYoungerThan(interval)) {
            read();
        }
    }

    private void read() {
        try {
            T value = source.get();
            latest = new Reading<>(value, System.nanoTime());
            listener.accept(value);
            answered();
        } catch (KafkaException | StoreUnavailableException e) {
            // At the stop a reading under way is interrupted.
            if (isRunning()) {
                missed(e);
            }
        } catch (RuntimeException e) {
            LogLine.warn(LOG, "not_read")
                    .with("what", watched.name())
                    .becauseQuoting(e)
                    .write();
        }
    }

    private void answered() {
        if (failures >= FAILURES_TO_TELL) {
            LogLine.info(LOG, "answers_again")
                    .with("what", watched.name())
                    .with("at", watched.address())
                    .write();
        }
        failures = 0;
    }

    /** Said once an outage; after that the health and the gauges tell. */
    private void missed(RuntimeException failure) {
        failures++;
        if (failures == FAILURES_TO_TELL) {
            LogLine.warn(LOG, "waits_for_answer")
                    .with("what", watched.name())
                    .with("at", watched.address())
                    .with("cause", firstSentence(NestedExceptionUtils.getMostSpecificCause(failure)))
                    .write();
        }
    }

    /** The driver's second one describes the whole cluster. */
    private static String firstSentence(Throwable cause) {
        return String.valueOf(cause.getMessage()).split("\\. ", 2)[0];
    }
}
