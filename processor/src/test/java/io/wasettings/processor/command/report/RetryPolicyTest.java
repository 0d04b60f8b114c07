package io.wasettings.processor.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Delivery.Place;
import io.wasettings.processor.command.report.RetryPolicy.Retry;
import io.wasettings.processor.kafka.RetryHeaders;
import io.wasettings.processor.kafka.RetryProperties;
import io.wasettings.processor.kafka.Version;
import io.wasettings.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** How long commands pause that give way to others, and when a retry may start. */
class RetryPolicyTest {

    private final MutableClock clock = new MutableClock();
    private final Instant start = clock.instant();
    private final RetryPolicy policy = policy("1s", "10s", "1m", "10m");

    @Test
    void what_gives_way_comes_back_after_ten_seconds_at_first() {
        assertThat(policy.forRoom(null)).isEqualTo(new Retry(2, start.plusSeconds(10)));
    }

    @Test
    void what_gives_way_pauses_no_longer_while_a_quarter_of_its_wait_is_shorter() {
        clock.advance(Duration.ofSeconds(40));

        assertThat(policy.forRoom(start)).isEqualTo(new Retry(2, start.plusSeconds(50)));
    }

    @Test
    void what_gives_way_for_long_pauses_for_a_quarter_of_its_wait() {
        clock.advance(Duration.ofSeconds(80));

        assertThat(policy.forRoom(start)).isEqualTo(new Retry(3, start.plusSeconds(100)));
    }

    @Test
    void what_gives_way_never_pauses_for_more_than_a_minute() {
        clock.advance(Duration.ofHours(1));

        assertThat(policy.forRoom(start)).isEqualTo(new Retry(3, clock.instant().plusSeconds(60)));
    }

    @Test
    void what_gives_way_waits_on_the_last_retry_topic_if_there_are_fewer() {
        clock.advance(Duration.ofHours(1));

        assertThat(policy("1s").forRoom(null).tier()).isEqualTo(1);
        assertThat(policy("1s").forRoom(start).tier()).isEqualTo(1);
        assertThat(policy("1s", "10s").forRoom(start).tier()).isEqualTo(2);
    }

    /** A retry topic is read in order: behind what is due later than that, retries of others would wait. */
    @Test
    void what_gives_way_pauses_no_longer_than_its_retry_topic_does() {
        clock.advance(Duration.ofHours(1));

        assertThat(policy("1s", "10s").forRoom(start))
                .isEqualTo(new Retry(2, clock.instant().plusSeconds(10)));
        assertThat(policy("1s").forRoom(start))
                .isEqualTo(new Retry(1, clock.instant().plusSeconds(1)));
    }

    @Test
    void a_clock_that_was_set_back_makes_no_pause_shorter() {
        assertThat(policy.forRoom(start.plusSeconds(3600))).isEqualTo(new Retry(2, start.plusSeconds(10)));
    }

    @Test
    void a_broker_whose_clock_is_behind_makes_no_pause_shorter() {
        Instant due = start.plusSeconds(10);

        assertThat(policy.dueAt(waiting(start.minusSeconds(12), due))).isEqualTo(due);
        assertThat(policy.dueAt(waiting(start.minus(Duration.ofMinutes(10)), due)))
                .isEqualTo(due);
    }

    @Test
    void a_pause_that_no_policy_has_is_not_believed() {
        assertThat(policy.dueAt(waiting(start, start.plus(Duration.ofDays(1)))))
                .isEqualTo(start.plusSeconds(10).plus(Duration.ofMinutes(10)));
    }

    @Test
    void what_does_not_say_when_it_is_due_waits_as_long_as_any_on_its_topic() {
        Delivery waiting = waiting(start, start);
        waiting.headers().clear();

        assertThat(policy.dueAt(waiting)).isEqualTo(start.plusSeconds(10));
    }

    /** On the second retry topic. */
    private static Delivery waiting(Instant since, Instant due) {
        RecordHeaders headers = new RecordHeaders();
        new RetryHeaders(1, new Version(0, 0), due, 0).write(headers);
        Place place = new Place("retry.2", null, 0, 0, since.toEpochMilli());
        return new Delivery(2, place, null, null, new ArrayList<>(List.of(headers.toArray())));
    }

    private RetryPolicy policy(String... delays) {
        List<Duration> parsed =
                Stream.of(delays).map(delay -> Duration.parse("PT" + delay)).toList();
        return new RetryPolicy(new RetryProperties(parsed, 0, Duration.ofMinutes(30), 5), clock, new Random(1));
    }
}
