package io.wasettings.processor.ops;

import io.wasettings.service.kafka.AdminSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Reads the backlog every few seconds, so that neither a scrape nor a health check asks the broker anything. */
final class BacklogWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BacklogWatch.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final BacklogReader reader;
    private final AdminSettings adminSettings;
    private final OpsProperties properties;
    private final Clock clock;
    private volatile Backlog backlog = Backlog.NONE;
    private volatile @Nullable ScheduledExecutorService executor;

    BacklogWatch(BacklogReader reader, AdminSettings adminSettings, OpsProperties properties, Clock clock) {
        this.reader = reader;
        this.adminSettings = adminSettings;
        this.properties = properties;
        this.clock = clock;
    }

    /** The backlog as it was read last; {@link Backlog#NONE} before the first time. */
    Backlog latest() {
        return backlog;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "backlog");
            thread.setDaemon(true);
            return thread;
        });
        long pause =
                Math.min(LOOK_EVERY.toMillis(), properties.backlogInterval().toMillis());
        var unused = started.scheduleWithFixedDelay(this::readIfOld, 0, pause, TimeUnit.MILLISECONDS);
        executor = started;
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = executor;
        if (stopping != null) {
            stopping.shutdownNow();
        }
        executor = null;
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }

    /** What could not be read is tried again soon, so that readiness follows a broker that has come back. */
    private void readIfOld() {
        if (!backlog.readAt().plus(properties.backlogInterval()).isAfter(clock.instant())) {
            read();
        }
    }

    private void read() {
        try (Admin admin = Admin.create(adminSettings.values())) {
            backlog = reader.read(admin);
        } catch (KafkaException e) {
            // The health indicator tells; the log would only repeat it.
            LOG.debug("event=backlog_not_read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("event=backlog_not_read", e);
        }
    }
}
