package io.wasettings.processor.replay;

import io.wasettings.processor.replay.Candidate.Place;
import java.util.List;
import java.util.Map;

/**
 * The offsets at which the partitions of the dead-letter topic begin by now: the topic no longer has what lay before
 * them.
 *
 * @param offsets the first of each partition that is known
 */
record Beginnings(Map<Integer, Long> offsets) {

    /** Nothing is known to be gone. */
    static final Beginnings UNKNOWN = new Beginnings(Map.of());

    Beginnings {
        offsets = Map.copyOf(offsets);
    }

    /** The same commands, each without a dead letter if that is gone. */
    List<Candidate> asTheyLie(List<Candidate> commands) {
        return commands.stream()
                .map(command -> isGone(command) ? command.withoutLetter() : command)
                .toList();
    }

    private boolean isGone(Candidate command) {
        Place place = command.place();
        return place != null && place.offset() < offsets.getOrDefault(place.partition(), 0L);
    }
}
