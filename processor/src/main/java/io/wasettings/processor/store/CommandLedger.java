package io.wasettings.processor.store;

import io.wasettings.common.CommandRef;
import io.wasettings.common.SettingsKey;
import io.wasettings.common.Status;
import io.wasettings.processor.kafka.Version;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers of every command where it first appeared and what it came to, so that a redelivered or repeated command is
 * not carried out again and its outcome is told exactly as it was decided.
 */
public interface CommandLedger {

    /**
     * What is known of a command.
     *
     * @param firstSeen where it first appeared
     * @param decision what it came to, once that is decided
     * @param refusedAuthMethods client authentication methods that the token endpoint refused for it
     */
    record Entry(Version firstSeen, Optional<Decision> decision, Set<String> refusedAuthMethods) {}

    /**
     * What a command came to.
     *
     * @param status the terminal status, exactly as decided
     * @param replays how often the command had been replayed by then
     */
    record Decision(Status status, int replays) {}

    /**
     * Notes that the command appeared there, unless it is known already.
     *
     * @return what is known of it now
     * @throws StoreUnavailableException when the store cannot tell now
     */
    Entry begin(CommandRef command, SettingsKey key, Version seen);

    /**
     * What the command came to, if that is decided by now.
     *
     * @throws StoreUnavailableException when the store cannot tell now
     */
    Optional<Decision> decision(CommandRef command);

    /**
     * Decides what the command came to. The first decision stands, but a replay may replace {@code failed}.
     *
     * @return the decision that stands
     * @throws StoreUnavailableException when the store did not confirm
     */
    Decision decide(CommandRef command, Decision decision);

    /**
     * Notes that the token endpoint refused that way of client authentication, so that it is not tried again for this
     * command.
     *
     * @throws StoreUnavailableException when the store did not confirm
     */
    void refuseAuthMethod(CommandRef command, String method);
}
