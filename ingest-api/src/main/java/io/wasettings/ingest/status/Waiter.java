package io.wasettings.ingest.status;

import io.wasettings.common.Status;
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

    private final String commandId;
    private final Consumer<Waiter> onRelease;
    private final CompletableFuture<Optional<Status>> end = new CompletableFuture<>();
    private final AtomicReference<@Nullable Status> latest = new AtomicReference<>();

    Waiter(String commandId, Consumer<Waiter> onRelease) {
        this.commandId = commandId;
        this.onRelease = onRelease;
    }

    /** The terminal status; empty when it does not come in that time, or the application stops. */
    public CompletableFuture<Optional<Status>> await(Duration time) {
        return end.completeOnTimeout(Optional.empty(), time.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((status, failure) -> release());
    }

    /** The furthest status that came so far. */
    public Optional<Status> latest() {
        return Optional.ofNullable(latest.get());
    }

    /** Waits no more. */
    public void release() {
        onRelease.accept(this);
    }

    String commandId() {
        return commandId;
    }

    void post(Status status) {
        latest.accumulateAndGet(status, (current, next) -> current == null ? next : Progress.further(current, next));
        if (status.terminal()) {
            end.complete(Optional.of(status));
        }
    }

    void giveUp() {
        end.complete(Optional.empty());
    }
}
