package io.wasettings.ingest.broker;

import io.wasettings.common.event.CloudEvent;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.service.status.StatusEvent;
import java.util.concurrent.CompletableFuture;

/** Publishes CloudEvents under a record key. */
public interface Publisher {

    /**
     * Completes when all in-sync replicas have the command, or exceptionally when the broker does not take it in time;
     * because of a {@link TopicsNotReadyException} when it was not sent, since the topics are not known to be fit for
     * it.
     */
    CompletableFuture<?> publishCommand(SettingsKey key, CloudEvent event);

    /** The same for a status. */
    CompletableFuture<?> publishStatus(SettingsKey key, StatusEvent event);
}
