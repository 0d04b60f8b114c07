package io.wasettings.processor.replay;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Commands that a replay takes, sends and notes together.
 *
 * @param id another one for each batch of any replay
 */
record Batch(String id, String replay, String operator, List<Candidate> commands) {

    /** Commands in one write: more take a store that compares long lists longer than one write saves. */
    private static final int AT_ONCE = 100;

    /** Commands in the same round. */
    record Together(int round, List<String> identities) {}

    Set<String> identities() {
        return commands.stream().map(Candidate::identity).collect(toUnmodifiableSet());
    }

    /** The same without all others. */
    Batch only(Set<String> identities) {
        return with(commands.stream()
                .filter(each -> identities.contains(each.identity()))
                .toList());
    }

    /** The same without these. */
    Batch without(List<Candidate> left) {
        return with(commands.stream().filter(each -> !left.contains(each)).toList());
    }

    private Batch with(List<Candidate> those) {
        return new Batch(id, replay, operator, those);
    }

    /** Those in the same round, by so many that the store does not work at one write for long. */
    List<Together> together() {
        List<Together> together = new ArrayList<>();
        commands.stream()
                .collect(groupingBy(Candidate::round, mapping(Candidate::identity, toList())))
                .forEach((round, identities) -> {
                    for (int from = 0; from < identities.size(); from += AT_ONCE) {
                        int to = Math.min(from + AT_ONCE, identities.size());
                        together.add(new Together(round, identities.subList(from, to)));
                    }
                });
        return together;
    }
}
