package io.wasettings.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wasettings.common.settings.SecretBox;
import io.wasettings.processor.keys.KeyFile;
import io.wasettings.processor.keys.KeyUsage;
import io.wasettings.service.mongo.StoreUnavailableException;
import io.wasettings.testkit.MutableClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyReportTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration NONE = Duration.ZERO;

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock();
    private final AtomicInteger counts = new AtomicInteger();
    /** How often counting may come to its end. */
    private final Semaphore ends = new Semaphore(0);

    private String kid = "";
    private SecretBox secretBox;

    @AutoClose
    private KeyReport report;

    @BeforeEach
    void make_a_key() {
        Path file = folder.resolve("keys.json");
        kid = new KeyFile(file, Clock.systemUTC()).generate();
        secretBox = SecretBox.load(file);
    }

    @Test
    void keys_of_the_file_and_of_documents_are_counted() {
        report = report(LONG);
        ends.release();

        assertThat(report.keys())
                .containsExactlyInAnyOrder(
                        new KeyReport.Key(kid, 3L, true, true), new KeyReport.Key("gone", 1L, false, false));
    }

    @Test
    void while_they_are_counted_for_the_first_time_it_is_unknown_how_much_needs_them() {
        report = report(NONE);

        assertThat(report.keys()).containsExactly(new KeyReport.Key(kid, null, true, true));
    }

    @Test
    void all_who_ask_meanwhile_share_one_count() {
        report = report(NONE);

        report.keys();
        report.keys();
        ends.release();

        await().untilAsserted(() -> assertThat(report.keys()).hasSize(2));
        assertThat(counts).hasValue(1);
    }

    @Test
    void a_count_is_good_for_a_minute_after_its_end() {
        report = report(NONE);
        countFor(Duration.ofSeconds(5));

        clock.advance(Duration.ofSeconds(59));
        report.keys();

        assertThat(counts).hasValue(1);
    }

    @Test
    void a_count_that_took_long_is_good_for_ten_times_as_long_after_its_end() {
        report = report(NONE);
        countFor(Duration.ofMinutes(3));

        clock.advance(Duration.ofMinutes(30));
        report.keys();
        assertThat(counts).hasValue(1);

        clock.advance(Duration.ofSeconds(1));
        report.keys();
        await().untilAsserted(() -> assertThat(counts).hasValue(2));
    }

    @Test
    void while_they_are_counted_again_they_are_told_as_they_were() {
        report = report(NONE);
        ends.release();
        await().untilAsserted(() -> assertThat(report.keys()).hasSize(2));

        clock.advance(Duration.ofMinutes(2));

        assertThat(report.keys()).contains(new KeyReport.Key(kid, 3L, true, true));
        await().untilAsserted(() -> assertThat(counts).hasValue(2));
    }

    @Test
    void a_store_that_is_away_is_asked_again_by_the_next() {
        report = new KeyReport(this::away, secretBox, clock, this::nanoTime, LONG);

        assertThatThrownBy(report::keys).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(report::keys).isInstanceOf(StoreUnavailableException.class);

        assertThat(counts).hasValue(2);
    }

    private KeyReport report(Duration patience) {
        return new KeyReport(this::count, secretBox, clock, this::nanoTime, patience);
    }

    private long nanoTime() {
        return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }

    private void countFor(Duration time) {
        report.keys();
        await().untilAsserted(() -> assertThat(counts).hasValue(1));
        clock.advance(time);
        ends.release();
        await().untilAsserted(() -> assertThat(report.keys()).hasSize(2));
    }

    private Map<String, KeyUsage> count() {
        counts.incrementAndGet();
        try {
            ends.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.of(
                kid, new KeyUsage(3, 0, 2), "gone", new KeyUsage(1, 0, 0), "of hashes alone", new KeyUsage(0, 0, 1));
    }

    private Map<String, KeyUsage> away() {
        counts.incrementAndGet();
        throw new StoreUnavailableException("away");
    }
}
