package io.wasettings.processor.store;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.seal.KeyedHashes;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.kafka.DeadLetterHeaders;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.token.AuthMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of every command: where it first appeared, what it holds (as a keyed hash), how it stands, its
 * attempts and where its dead letter lies. So a redelivered or repeated command is not carried out again, its outcome
 * is told exactly as it was decided, and operators need not read topics.
 *
 * <p>All methods throw {@link io.wasettings.service.mongo.StoreUnavailableException} when the store does not answer;
 * whether a write took place is not known then.
 */
public interface CommandStore {

    /**
     * A command that is delivered.
     *
     * @param ref its identity
     * @param key its record key, or null if there is none
     * @param seen where it appeared
     * @param contentHashes of what it holds, secrets included; the first of what was opened, if it has a seal that
     *     opens
     */
    record Arrival(CommandRef ref, @Nullable String key, Version seen, KeyedHashes contentHashes) {

        /** The same where it appeared there. */
        Arrival seenAt(Version place) {
            return new Arrival(ref, key, place, contentHashes);
        }
    }

    /**
     * What is known of a command.
     *
     * @param key its record key, or null if there was none
     * @param contentHashes of what it holds, as far as they were noted
     * @param firstSeen where it first appeared
     * @param standing how it stands, once that was told
     * @param refusedAuthMethods client authentication methods that the token endpoint refused for it
     */
    record Known(
            @Nullable String key,
            KeyedHashes contentHashes,
            Version firstSeen,
            Optional<ToldStatus> standing,
            Set<AuthMethod> refusedAuthMethods) {

        /** Whether that is the very record with which the command appeared first, or its retry or replay. */
        public boolean isOf(Version seen) {
            return firstSeen.isSameAs(seen);
        }

        /** Whether it was noted by a repetition of that, which appeared before. */
        boolean isRepetitionOf(Arrival arrival) {
            return hasKey(arrival.key())
                    && contentHashes.sharesOneWith(arrival.contentHashes())
                    && !firstSeen.equals(firstSeen.orEarlier(arrival.seen()));
        }

        /** Whether the record key is the command's. */
        public boolean hasKey(@Nullable String other) {
            return Objects.equals(key, other);
        }
    }

    /**
     * One attempt at a command. A row for people: as many columns as they ask for.
     *
     * @param at when it began
     * @param round how often the command had been replayed
     * @param attempt counted from 1 in each round
     * @param outcome what it came to, as the state's wire name
     * @param step the step that it ended at, or null if it ended well in an earlier build
     * @param cause one sentence, or null
     * @param host the partner's host that was to blame, or null
     * @param duration how long it took
     */
    record Attempt(
            Instant at,
            int round,
            int attempt,
            String outcome,
            @Nullable String step,
            @Nullable String cause,
            @Nullable String host,
            Duration duration) {}

    /**
     * Where a dead letter lies, and why.
     *
     * @param partition partition of the dead-letter topic
     * @param offset offset on it
     * @param why why and when it was given up, and whether its value had to be left out
     */
    record DeadLetterPlace(int partition, long offset, DeadLetterHeaders why) {}

    /**
     * Records where the command first appeared. If it is known already, nothing changes, unless what is known came from
     * a later repetition: then this earlier place replaces it. Returns what is known now.
     */
    Known begin(Arrival arrival);

    /** How the command stands, if that was told by now. */
    Optional<ToldStatus> standing(CommandRef command);

    /**
     * Notes how a command, or a record alone, stands now, and the attempt that led to it; unless that status does not
     * take the place of the one that is there ({@link ToldStatus#replaces}). What is there of another command's record,
     * which lay at the same place before the topic was recreated, is forgotten.
     *
     * @return the status that stands
     */
    ToldStatus tell(ToldStatus next, Attempt attempt);

    /**
     * Notes where the dead letter of a failed command lies, or of a record alone ({@link ToldStatus#subject}), unless a
     * later one is known; one that was replayed as often as allowed is parked.
     */
    void deadLettered(String subject, DeadLetterPlace place);

    /**
     * Notes that the token endpoint refused that way of client authentication, so that it is not tried again for this
     * command.
     */
    void refuseAuthMethod(CommandRef command, AuthMethod method);
}
