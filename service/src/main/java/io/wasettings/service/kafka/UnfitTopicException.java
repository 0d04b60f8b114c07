package io.wasettings.service.kafka;

import org.apache.kafka.common.KafkaException;

/** A topic is not as it must be. The message says what to do; until it is done, nothing is taken in. */
public final class UnfitTopicException extends KafkaException {

    private static final long serialVersionUID = 1L;

    UnfitTopicException(String message) {
        super(message);
    }
}
