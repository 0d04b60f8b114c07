package io.wasettings.processor.replay;

import io.wasettings.common.Status.State;
import java.util.List;
import java.util.Map;

/**
 * The commands that lie on the dead-letter topic and still stand as failed.
 *
 * <p>Commands that a replay has brought to another end are left out, and so are parked ones, unless they are asked for
 * by id.
 */
public final class DeadLetters {

    private final DeadLetterTopic topic;
    private final CommandStates states;

    DeadLetters(DeadLetterTopic topic, CommandStates states) {
        this.topic = topic;
        this.states = states;
    }

    /**
     * A dead letter and how its command stands.
     *
     * @param letter the dead letter
     * @param state the command's state by its wire name; {@code failed} where nothing else is known
     */
    public record Failed(DeadLetter letter, String state) {}

    /** What the filter means, the oldest first; parked ones only if asked for by id or as a whole. */
    public List<Failed> find(DeadLetterFilter filter, boolean withParked) {
        List<DeadLetter> letters = topic.latest(filter);
        Map<String, String> known =
                states.of(letters.stream().map(DeadLetter::identity).toList());
        boolean byId = !filter.ids().isEmpty();
        return letters.stream()
                .map(letter -> new Failed(letter, known.getOrDefault(letter.identity(), State.FAILED.wireName())))
                .filter(failed -> byId || isOpen(failed, withParked))
                .limit(filter.limit() == 0 ? Long.MAX_VALUE : filter.limit())
                .toList();
    }

    private static boolean isOpen(Failed failed, boolean withParked) {
        return failed.state().equals(State.FAILED.wireName())
                && (withParked || !failed.letter().why().parked());
    }
}
