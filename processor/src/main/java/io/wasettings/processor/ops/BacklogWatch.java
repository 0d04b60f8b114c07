package io.wasettings.processor.ops;

import java.util.Map;
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

    private final BacklogReader reader;
    private final Map<String, Object> adminConfig;
    private final OpsProperties properties;
    private volatile Backlog backlog = Backlog.NONE;
    private volatile @Nullable ScheduledExecutorService executor;

    BacklogWatch(BacklogReader reader, Map<String, Object> adminConfig, OpsProperties properties) {
        this.reader = reader;
        this.adminConfig = Map.copyOf(adminConfig);
        this.properties = properties;
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
        long pause = properties.backlogInterval().toMillis();
        var unused = started.scheduleWithFixedDelay(this::read, 0, pause, TimeUnit.MILLISECONDS);
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

    private void read() {
        try (Admin admin = Admin.create(adminConfig)) {
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
