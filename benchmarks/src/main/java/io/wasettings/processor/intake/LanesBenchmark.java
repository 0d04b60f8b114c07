package io.wasettings.processor.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.wasettings.processor.command.delivery.CommandHandler;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Delivery.Place;
import io.wasettings.processor.command.delivery.Servers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.util.unit.DataSize;

/** A command through its lane, by the number of partners that take turns. In this package because lanes are. */
@State(Scope.Benchmark)
public class LanesBenchmark implements CommandHandler {

    @Param({"10", "10000"})
    private int partners;

    private final Lanes lanes = new Lanes(settings(), this, Runnable::run, System::nanoTime);
    private final PartitionProgress progress = new PartitionProgress(null);
    private List<byte[]> keys = List.of();
    private long offset;

    @Setup
    public void prepare() {
        keys = IntStream.range(0, partners)
                .mapToObj(partner -> ("partner-" + partner + "/transactional/default").getBytes(ISO_8859_1))
                .toList();
    }

    private static IntakeProperties settings() {
        return new IntakeProperties(
                256,
                64,
                2000,
                500,
                DataSize.ofMegabytes(32),
                DataSize.ofMegabytes(8),
                10_000,
                Duration.ofMillis(200),
                Duration.ofMinutes(10),
                Duration.ZERO,
                Duration.ZERO);
    }

    @Benchmark
    public void through() {
        byte[] key = keys.get((int) (offset % keys.size()));
        Delivery delivery = new Delivery(0, new Place("commands", null, 0, offset, 0), key, key, List.of());
        progress.started(offset, 0);
        lanes.offer(delivery, progress);
        offset++;
    }

    @Override
    public CompletionStage<Void> handle(Delivery delivery, Servers servers) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> defer(Delivery delivery) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> abandon(Delivery delivery) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> deferBroken(Delivery delivery) {
        return CompletableFuture.completedStage(null);
    }
}
