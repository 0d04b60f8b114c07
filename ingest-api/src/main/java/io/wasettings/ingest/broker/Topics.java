package io.wasettings.ingest.broker;

import io.wasettings.service.kafka.UnfitTopicException;

/** Whether the topics are as they must be: nothing is published before that was seen. Thread-safe. */
public final class Topics {

    private final Runnable setup;
    private volatile boolean fit;

    /** @param setup makes sure of it, or throws */
    public Topics(Runnable setup) {
        this.setup = setup;
    }

    /**
     * Sees to it that the topics are there and stamp records with the broker's time, and that the producer can reach
     * them.
     *
     * @throws UnfitTopicException when one is not as it must be, saying what to do
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer in time
     */
    public void ensure() {
        try {
            setup.run();
            fit = true;
        } catch (UnfitTopicException e) {
            fit = false;
            throw e;
        }
    }

    /** Whether they were, when they were last seen. */
    boolean fit() {
        return fit;
    }
}
