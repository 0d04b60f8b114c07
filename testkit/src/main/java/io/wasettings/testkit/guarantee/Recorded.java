package io.wasettings.testkit.guarantee;

import io.wasettings.testkit.RotatingTokens.Reuse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a suite has recorded of a world at rest, in plain words: commands by id, states by wire name.
 *
 * @param sent what the broker had acknowledged, or the API had accepted
 * @param told the ends of commands, as they were told
 * @param views how commands stand for whoever asks elsewhere: by the name of the place, state by id
 * @param inForce id of the command whose settings are in force, by key
 * @param uncommitted partitions of which something is not committed
 * @param refreshTokens how refresh tokens were presented
 */
public record Recorded(
        List<Sent> sent,
        List<Told> told,
        Map<String, Map<String, String>> views,
        Map<String, String> inForce,
        Set<String> uncommitted,
        RefreshTokens refreshTokens) {

    /** A world of which no more is known yet. */
    public static Recorded of(List<Sent> sent, List<Told> told) {
        return new Recorded(sent, told, Map.of(), Map.of(), Set.of(), new RefreshTokens(List.of(), List.of()));
    }

    /**
     * A command that was sent; one that is sent again is there twice.
     *
     * @param id its id
     * @param key its key
     * @param place grows with what is newer of one key
     * @param ends the states that it may come to
     */
    public record Sent(String id, String key, long place, Set<String> ends) {

        /** Whether its settings can come into force. */
        boolean isGood() {
            return ends.contains("applied");
        }
    }

    /** The end of a command, as it was told. */
    public record Told(String id, String state) {}

    /**
     * How refresh tokens were presented.
     *
     * @param reuses presentations of spent ones
     * @param interruptions when something was killed or cut: an answer may have been lost on its way then
     */
    public record RefreshTokens(List<Reuse> reuses, List<Instant> interruptions) {}

    /** With how commands stand for whoever asks there. */
    public Recorded seenBy(String view, Map<String, String> states) {
        Map<String, Map<String, String>> more = new HashMap<>(views);
        more.put(view, states);
        return new Recorded(sent, told, more, inForce, uncommitted, refreshTokens);
    }

    /** With the settings in force. */
    public Recorded withInForce(Map<String, String> commandsByKey) {
        return new Recorded(sent, told, views, commandsByKey, uncommitted, refreshTokens);
    }

    /** With the partitions of which something is not committed. */
    public Recorded withUncommitted(Set<String> partitions) {
        return new Recorded(sent, told, views, inForce, partitions, refreshTokens);
    }

    /** With how refresh tokens were presented. */
    public Recorded with(RefreshTokens presented) {
        return new Recorded(sent, told, views, inForce, uncommitted, presented);
    }

    /** The ids of all commands. */
    Set<String> ids() {
        return sent.stream().map(Sent::id).collect(Collectors.toSet());
    }

    /** The ends that were told of each command: one of each, if all is well. */
    Map<String, Set<String>> ends() {
        return told.stream()
                .collect(Collectors.groupingBy(Told::id, Collectors.mapping(Told::state, Collectors.toSet())));
    }
}
