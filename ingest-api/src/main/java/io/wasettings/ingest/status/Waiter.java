package io.wasettings.ingest.status;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.status.Status;
import io.wasettings.common.status.ToldStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request that waits for the end of its command, without a thread: either {@link #await} it or {@link #release} it.
 */
public final class Waiter {

    private final CommandRef command;
    private final Consumer<Waiter> onRelease;
    private final CompletableFuture<Optional<Status>> end = new CompletableFuture<>();
    private final AtomicReference<@Nullable ToldStatus> latest = new AtomicReference<>();

    Waiter(CommandRef command, Consumer<Waiter> onRelease) {
        this.command = command;
        this.onRelease = onRelease;
    }

    /** The terminal status; empty if it does not come in that time, or if the application stops. */
    public CompletableFuture<Optional<Status>> await(Duration time) {
        return end.completeOnTimeout(Optional.empty(), time.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((status, failure) -> release());
    }

    /** The status that stands among those that came so far. */
    public Optional<Status> latest() {
        return told().map(ToldStatus::status);
    }

    /** Stops waiting. */
    public void release() {
        onRelease.accept(this);
    }

    CommandRef command() {
        return command;
    }

    Optional<ToldStatus> told() {
        return Optional.ofNullable(latest.get());
    }

    /** Takes note of a status; one that stands and is terminal ends the wait. */
    void post(ToldStatus told) {
        ToldStatus standing =
                latest.accumulateAndGet(told, (current, next) -> current == null ? next : current.then(next));
        if (standing.status().terminal()) {
            end.complete(Optional.of(standing.status()));
        }
    }

    void giveUp() {
        end.complete(Optional.empty());
    }
}
