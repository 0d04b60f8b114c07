package io.wasettings.processor.watch;

import java.util.Map;

/**
 * What lies on the topics.
 *
 * @param commands records on the commands topic that the processor's group has not finished
 * @param retries the same by retry topic: of all that there are, those included that are no longer configured
 * @param deadLetters records on the dead-letter topic, those included that were replayed since
 */
public record Backlog(long commands, Map<String, Long> retries, long deadLetters) {

    public Backlog {
        retries = Map.copyOf(retries);
    }

    /** The unfinished records on one retry topic; none if the broker has no such topic. */
    long retriesOn(String topic) {
        return retries.getOrDefault(topic, 0L);
    }
}
