package io.wasettings.ingest.broker;

import org.apache.kafka.common.KafkaException;
import org.springframework.core.NestedExceptionUtils;

/** Nothing was published, because the topics have not been seen to be as they must be. */
public final class TopicsNotReadyException extends KafkaException {

    private static final long serialVersionUID = 1L;

    TopicsNotReadyException() {
        super("a topic is not as it must be, or was not looked at yet: see topic_unfit and following_interrupted");
    }

    /** Whether a publication failed because of that. */
    public static boolean isReason(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof TopicsNotReadyException;
    }
}
