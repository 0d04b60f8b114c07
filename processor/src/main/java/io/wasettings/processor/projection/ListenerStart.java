package io.wasettings.processor.projection;

import io.wasettings.service.background.UntilDone;
import io.wasettings.service.log.LogLine;
import java.util.Collection;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Starts the listeners that do not start by themselves: a consumer cannot be made while no name of a broker resolves,
 * and nothing else waits for that. Then it is tried in the background.
 */
final class ListenerStart implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerStart.class);

    private final Supplier<Collection<? extends MessageListenerContainer>> listeners;
    private final UntilDone starting = new UntilDone("listener-start", this::allStarted);

    ListenerStart(Supplier<Collection<? extends MessageListenerContainer>> listeners) {
        this.listeners = listeners;
    }

    /** @throws ConfigException when the broker's clients cannot be made as they are configured */
    @Override
    public void start() {
        starting.startHere();
    }

    @Override
    public void stop() {
        starting.stop();
    }

    @Override
    public boolean isRunning() {
        return starting.isStarted();
    }

    private boolean allStarted() {
        for (MessageListenerContainer listener : listeners.get()) {
            try {
                listener.start();
            } catch (RuntimeException e) {
                // It takes itself for running.
                listener.stop();
                if (!isOfNames(e)) {
                    throw e;
                }
                LogLine.warn(LOG, "broker_name_not_resolved")
                        .with("retry_in_ms", UntilDone.PAUSE.toMillis())
                        .write();
                return false;
            }
        }
        return true;
    }

    /** The client tells a name that does not resolve from other mistakes by its words alone. */
    private static boolean isOfNames(RuntimeException failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof ConfigException mistake
                && String.valueOf(mistake.getMessage()).contains("No resolvable bootstrap urls");
    }
}
