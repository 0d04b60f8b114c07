package io.wasettings.service.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Awaits what an admin client is asked, and translates how that fails. */
public final class AdminCalls {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private AdminCalls() {}

    /**
     * Waits for the answer, for seconds at most.
     *
     * @throws KafkaException what the broker says instead, or that it does not answer, or that this thread is
     *     interrupted, which it then still is
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
