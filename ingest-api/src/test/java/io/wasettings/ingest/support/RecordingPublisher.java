package io.wasettings.ingest.support;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.ingest.broker.Publisher;
import io.wasettings.service.status.StatusEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Remembers what was published, and can be made to refuse it. */
public final class RecordingPublisher implements Publisher {

    private final List<CloudEvent> commands = new ArrayList<>();
    private final List<StatusEvent> statuses = new ArrayList<>();
    private Consumer<CloudEvent> onCommand = event -> {};
    private boolean refusing;

    /** Refuses everything, or nothing any more. */
    public void refuse(boolean everything) {
        refusing = everything;
    }

    /** Does that with each command before it is acknowledged. */
    public void onCommand(Consumer<CloudEvent> action) {
        onCommand = action;
    }

    /** The commands that were taken. */
    public List<CloudEvent> commands() {
        return commands;
    }

    /** The statuses that were taken. */
    public List<StatusEvent> statuses() {
        return statuses;
    }

    @Override
    public CompletableFuture<?> publishCommand(SettingsKey key, CloudEvent event) {
        onCommand.accept(event);
        return take(commands, event);
    }

    @Override
    public CompletableFuture<?> publishStatus(SettingsKey key, StatusEvent event) {
        return take(statuses, event);
    }

    private <T> CompletableFuture<?> take(List<T> events, T event) {
        return refusing
                ? CompletableFuture.failedFuture(new IllegalStateException("simulated"))
                : CompletableFuture.completedFuture(events.add(event));
    }
}
