package io.wasettings.processor.ops;

import java.time.Instant;
import java.util.Map;

/**
 * What lies on the topics, as it was at some time.
 *
 * @param readAt when
 * @param waiting records that the processor's group has not finished, by topic: commands and retry topics
 * @param deadLetters records on the dead-letter topic, those included that were replayed since
 */
record Backlog(Instant readAt, Map<String, Long> waiting, long deadLetters) {

    static final Backlog NONE = new Backlog(Instant.EPOCH, Map.of(), 0);

    long waitingOn(String topic) {
        return waiting.getOrDefault(topic, 0L);
    }
}
