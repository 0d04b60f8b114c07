package io.wasettings.processor.intake;

import io.wasettings.processor.command.delivery.CommandHandler;
import io.wasettings.processor.command.delivery.Delivery;
import io.wasettings.processor.command.delivery.Servers;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A handler whose commands finish when the test says so. */
final class HandlerStub implements CommandHandler {

    final List<Delivery> started = new ArrayList<>();
    final List<Delivery> deferred = new ArrayList<>();
    final Map<Delivery, CompletableFuture<Void>> abandoned = new LinkedHashMap<>();
    final List<Delivery> givenBack = new ArrayList<>();
    final Map<Delivery, CompletableFuture<Void>> running = new LinkedHashMap<>();
    final IdentityHashMap<Delivery, Servers> servers = new IdentityHashMap<>();
    CompletableFuture<Void> deferral = CompletableFuture.completedFuture(null);
    Runnable onStart = () -> {};
    Runnable onGiveBack = () -> {};

    @Override
    public CompletionStage<Void> handle(Delivery delivery, Servers found) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        servers.put(delivery, found);
        started.add(delivery);
        onStart.run();
        running.put(delivery, result);
        return result;
    }

    @Override
    public CompletionStage<Void> defer(Delivery delivery) {
        deferred.add(delivery);
        return deferral;
    }

    @Override
    public CompletionStage<Void> abandon(Delivery delivery) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        abandoned.put(delivery, result);
        return result;
    }

    @Override
    public CompletionStage<Void> deferBroken(Delivery delivery) {
        onGiveBack.run();
        givenBack.add(delivery);
        return CompletableFuture.completedStage(null);
    }

    void finish(Delivery delivery) {
        running.remove(delivery).complete(null);
    }

    /** Finishes it without its server having been asked. */
    void finishUnasked(Delivery delivery) {
        servers.get(delivery).busy();
        finish(delivery);
    }

    /** Finishes what runs, and what that lets start, until nothing runs any more. */
    void finishAll() {
        while (!running.isEmpty()) {
            finish(running.keySet().iterator().next());
        }
    }

    List<String> startedKeys() {
        return started.stream().map(Deliveries::key).toList();
    }
}
