package io.wasettings.ingest.broker;

import io.wasettings.service.kafka.UnfitTopicException;

/** Whether the topics are as they must be: nothing is published before that has been seen. Thread-safe. */
public final class Topics {

    private final Runnable setup;
    private volatile boolean fit;

    /** @param setup makes sure of it, or throws */
    public Topics(Runnable setup) {
        this.setup = setup;
    }

    /**
     * Makes sure that the topics exist and stamp records with the broker's time, and that the producer can reach them.
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

    /** Whether the topics were as they must be when they were last looked at. */
    boolean fit() {
        return fit;
    }
}
