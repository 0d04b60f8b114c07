package io.wasettings.processor.command.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Delivery.Place;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LargeRecordsTest {

    private final LargeRecords large = new LargeRecords();
    private final CompletableFuture<String> firstEnd = new CompletableFuture<>();

    @Test
    void a_large_record_waits_for_the_one_before_and_keeps_no_small_one_waiting() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> inTurn(LargeRecords.LARGE + 1, () -> {
            begun.countDown();
            return firstEnd.join();
        }));
        begun.await();
        CompletableFuture<String> second = new CompletableFuture<>();
        Thread secondThread = new Thread(() -> second.complete(inTurn(LargeRecords.LARGE + 1, () -> "second")));

        secondThread.start();

        await().until(() -> secondThread.getState() == Thread.State.WAITING);
        assertThat(second).isNotDone();
        assertThat(inTurn(LargeRecords.LARGE, () -> "small")).isEqualTo("small");
        firstEnd.complete("first");
        assertThat(first.join()).isEqualTo("first");
        assertThat(second.join()).isEqualTo("second");
    }

    private String inTurn(int size, Supplier<String> work) {
        Place place = new Place("commands", "id", 0, 0, 0);
        return large.inTurn(new Delivery(0, place, null, new byte[size], List.of()), work);
    }
}
