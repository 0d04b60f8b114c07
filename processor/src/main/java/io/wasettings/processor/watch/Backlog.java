package io.wasettings.processor.watch;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What lies on the topics; empty where a partition has no leader, so that nobody can tell.
 *
 * @param commands records on the commands topic that the processor's group has not finished
 * @param retries the same by retry topic: of all that there are, those included that are no longer configured
 * @param deadLetters records on the dead-letter topic, those included that were replayed since
 */
public record Backlog(OptionalLong commands, Map<String, OptionalLong> retries, OptionalLong deadLetters) {

    public Backlog {
        retries = Map.copyOf(retries);
    }

    /** The unfinished records on one retry topic; none if the broker has no such topic. */
    OptionalLong retriesOn(String topic) {
        return retries.getOrDefault(topic, OptionalLong.of(0));
    }
}
