package io.wasettings.service.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for answers to an admin client, and translates failures. */
public final class AdminCalls {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private AdminCalls() {}

    /**
     * Waits for the answer, for a few seconds at most.
     *
     * @throws KafkaException if the broker refuses or does not answer, or if this thread is interrupted, which it then
     *     still is
     */
    public static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("The broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }
}
