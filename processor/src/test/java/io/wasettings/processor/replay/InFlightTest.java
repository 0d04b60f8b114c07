package io.wasettings.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight();
    private final List<String> noted = new ArrayList<>();

    @Test
    void a_batch_is_noted_once_the_broker_has_it() {
        CompletableFuture<Void> sending = new CompletableFuture<>();
        inFlight.add(sending, sent -> noted.add("first"));
        assertThat(noted).isEmpty();

        sending.complete(null);

        assertThat(noted).containsExactly("first");
    }

    @Test
    void there_is_room_while_one_batch_is_under_way() {
        inFlight.add(new CompletableFuture<>(), sent -> noted.add("first"));

        inFlight.awaitRoom();

        assertThat(noted).isEmpty();
    }

    @Test
    void there_is_none_for_a_third_batch_until_the_first_is_noted() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        inFlight.add(first, sent -> noted.add("first"));
        inFlight.add(new CompletableFuture<>(), sent -> noted.add("second"));
        CompletableFuture<Void> room = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            inFlight.awaitRoom();
            room.complete(null);
        });
        waiter.start();
        await().until(() -> waiter.getState() == Thread.State.WAITING);
        assertThat(room).isNotDone();

        first.complete(null);

        room.join();
        assertThat(noted).containsExactly("first");
    }

    @Test
    void what_came_in_the_way_of_a_note_is_told() {
        inFlight.add(CompletableFuture.completedFuture(null), sent -> {
            throw new StoreUnavailableException(new MongoException("away"));
        });

        assertThatThrownBy(inFlight::awaitAll).isInstanceOf(StoreUnavailableException.class);
    }
}
