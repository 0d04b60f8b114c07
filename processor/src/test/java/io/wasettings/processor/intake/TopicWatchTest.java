package io.wasettings.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class TopicWatchTest {

    private long nanos;
    private final Queue<Runnable> looks = new ArrayDeque<>();
    private Supplier<Map<String, String>> broker = () -> Map.of("commands", "new");
    private Executor executor = looks::add;
    private final TopicWatch watch = new TopicWatch(() -> broker.get(), look -> executor.execute(look), () -> nanos);

    @Test
    void it_looks_once_in_an_interval_and_tells_once_what_it_found() {
        assertThat(watch.news()).isEmpty();
        assertThat(looks).isEmpty();
        nanos += TopicWatch.INTERVAL.toNanos();
        assertThat(watch.news()).isEmpty();
        assertThat(watch.news()).isEmpty();
        assertThat(looks).hasSize(1);

        looks.remove().run();

        assertThat(watch.news()).contains(Map.of("commands", "new"));
        assertThat(watch.news()).isEmpty();
        assertThat(looks).isEmpty();
    }

    @Test
    void what_is_being_looked_up_when_the_ids_are_learned_otherwise_is_not_told() {
        nanos += TopicWatch.INTERVAL.toNanos();
        watch.news();

        watch.forget();
        looks.remove().run();

        assertThat(watch.news()).isEmpty();
    }

    @Test
    void a_broker_that_cannot_tell_is_asked_again_later() {
        broker = () -> {
            throw new KafkaException("away");
        };
        nanos += TopicWatch.INTERVAL.toNanos();
        watch.news();
        looks.remove().run();
        assertThat(watch.news()).isEmpty();
        broker = () -> Map.of("commands", "new");

        nanos += TopicWatch.INTERVAL.toNanos();
        watch.news();
        looks.remove().run();

        assertThat(watch.news()).isPresent();
    }

    @Test
    void a_look_that_finds_no_thread_is_made_up_for_later() {
        executor = look -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        nanos += TopicWatch.INTERVAL.toNanos();
        assertThat(watch.news()).isEmpty();
        executor = looks::add;
        assertThat(watch.news()).isEmpty();
        assertThat(looks).isEmpty();

        nanos += TopicWatch.INTERVAL.toNanos();
        watch.news();
        looks.remove().run();

        assertThat(watch.news()).isPresent();
    }
}
