package io.wasettings.processor.ops;

import io.wasettings.common.settings.SecretBox;
import io.wasettings.processor.keys.KeyCensus;
import io.wasettings.processor.keys.KeyUsage;
import io.wasettings.service.background.DaemonThreads;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which sealing keys there are and how much needs each. All that is sealed is read for it, which may take minutes: one
 * thread counts when somebody asks, once a minute at most and for a tenth of the time at most, and nobody waits for it
 * for more than 2 seconds. Thread-safe.
 */
final class KeyReport implements AutoCloseable {

    private static final Duration LASTS = Duration.ofMinutes(1);
    /** How many times as long as it took a count lasts at least. */
    private static final int REST = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Supplier<Map<String, KeyUsage>> census;
    private final SecretBox secretBox;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Duration patience;
    private final ExecutorService counter = Executors.newSingleThreadExecutor(DaemonThreads.named("key-report"));
    private volatile @Nullable Count latest;
    private @Nullable CompletableFuture<Count> counting;

    KeyReport(KeyCensus census, SecretBox secretBox, Clock clock) {
        this(census::count, secretBox, clock, System::nanoTime, PATIENCE);
    }

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param patience how long who asks waits for a count that is under way
     */
    KeyReport(
            Supplier<Map<String, KeyUsage>> census,
            SecretBox secretBox,
            Clock clock,
            LongSupplier nanoTime,
            Duration patience) {
        this.census = census;
        this.secretBox = secretBox;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.patience = patience;
    }

    /**
     * A sealing key.
     *
     * @param documents those that cannot be opened without it; null until they are counted
     * @param present whether this process has it
     * @param current whether it seals what is new
     */
    record Key(String kid, @Nullable Long documents, boolean present, boolean current) {}

    private record Count(Map<String, KeyUsage> usage, Instant goodUntil) {

        long of(String kid) {
            return Optional.ofNullable(usage.get(kid)).map(KeyUsage::documents).orElse(0L);
        }
    }

    /**
     * Keys of the file, and keys that documents name. While a count takes its time, as they were counted before it; the
     * keys of the file alone if they never were.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    List<Key> keys() {
        try {
            return keys(count().get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return keys(latest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return keys(latest);
        } catch (ExecutionException e) {
            throw StoreUnavailableException.isReason(e)
                    ? new StoreUnavailableException(e)
                    : new IllegalStateException("The keys could not be counted", e);
        }
    }

    @Override
    public void close() {
        counter.shutdownNow();
    }

    /** The count that is good or under way; a new one if there is none. */
    private synchronized CompletableFuture<Count> count() {
        CompletableFuture<Count> last = counting;
        if (last != null && isOfUse(last)) {
            return last;
        }
        CompletableFuture<Count> begun = CompletableFuture.supplyAsync(this::countAnew, counter);
        counting = begun;
        return begun;
    }

    private boolean isOfUse(CompletableFuture<Count> count) {
        return !count.isDone()
                || (!count.isCompletedExceptionally()
                        && !clock.instant().isAfter(count.join().goodUntil()));
    }

    private Count countAnew() {
        long began = nanoTime.getAsLong();
        Map<String, KeyUsage> usage = census.get();
        Duration rest = Duration.ofNanos(nanoTime.getAsLong() - began).multipliedBy(REST);
        Count count = new Count(usage, clock.instant().plus(rest.compareTo(LASTS) > 0 ? rest : LASTS));
        latest = count;
        return count;
    }

    private List<Key> keys(@Nullable Count count) {
        Set<String> present = secretBox.keys().openingKids();
        Set<String> kids = new TreeSet<>(present);
        if (count != null) {
            count.usage().keySet().stream().filter(kid -> count.of(kid) > 0).forEach(kids::add);
        }
        return kids.stream()
                .map(kid -> new Key(
                        kid,
                        count == null ? null : count.of(kid),
                        present.contains(kid),
                        kid.equals(secretBox.keys().currentKid())))
                .toList();
    }
}
