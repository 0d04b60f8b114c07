package io.wasettings.processor.lifecycle;

import org.springframework.context.SmartLifecycle;

/**
 * What waits when it is stopped, and does so while others of its phase stop too: together they take as long as the
 * slowest of them.
 */
public interface ConcurrentStop extends SmartLifecycle {

    @Override
    default void stop(Runnable callback) {
        Thread stopping = new Thread(
                () -> {
                    try {
                        stop();
                    } finally {
                        callback.run();
                    }
                },
                "stop-" + getClass().getSimpleName());
        stopping.start();
    }
}
