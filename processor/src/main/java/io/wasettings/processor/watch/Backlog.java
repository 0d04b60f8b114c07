package io.wasettings.processor.watch;

import java.util.Map;

/**
 * What lies on the topics.
 *
 * @param waiting records that the processor's group has not finished, by topic: commands and all retry topics that
 *     there are, those included that are no longer configured
 * @param deadLetters records on the dead-letter topic, those included that were replayed since
 */
public record Backlog(Map<String, Long> waiting, long deadLetters) {

    public Backlog {
        waiting = Map.copyOf(waiting);
    }

    /** Those on one topic; none if the broker has no such topic. */
    public long waitingOn(String topic) {
        return waiting.getOrDefault(topic, 0L);
    }
}
