package io.wasettings.ingest.broker;

/** The topics of commands and statuses. */
public interface Topics {

    /**
     * Sees to it that the producer can reach them, that they exist and stamp records with the broker's time, of which a
     * command's version is made.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer in time
     */
    void ensure() throws InterruptedException;
}
