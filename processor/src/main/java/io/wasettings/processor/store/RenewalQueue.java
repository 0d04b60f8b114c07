package io.wasettings.processor.store;

import io.wasettings.processor.store.Settings.StoredToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens that are to be renewed ahead of their expiry. Each is lent to one process at a time; a newer command for the
 * same key ends the matter.
 *
 * <p>All methods throw {@link StoreUnavailableException} when the store does not answer.
 */
public interface RenewalQueue {

    /** How the renewal of a token stands. */
    enum State {
        /** It will be renewed in time. */
        SCHEDULED,
        /** The last renewal failed; it is tried again. */
        FAILING,
        /** It is not tried again: the partner must send new credentials. */
        STOPPED
    }

    /**
     * A token that is due.
     *
     * @param settings the settings that it belongs to
     * @param failures how many renewals have failed in a row
     */
    record Due(Settings settings, int failures) {}

    /**
     * Why a renewal failed and what comes next.
     *
     * @param state {@link State#FAILING} or {@link State#STOPPED}
     * @param failures how many have failed in a row by now
     * @param error what to correct, for operators and the partner
     * @param next when it is tried again; with {@link State#FAILING}
     */
    record Failure(State state, int failures, String error, Optional<Instant> next) {}

    /**
     * A setting whose token is not renewed as it should be.
     *
     * @param key the record key
     * @param state how its renewal stands
     * @param failures how many have failed in a row
     * @param error why
     * @param tokenExpiresAt when the token that is stored expires
     */
    record Trouble(String key, State state, int failures, String error, Instant tokenExpiresAt) {}

    /** Borrows the token that has been due the longest, until that time at the most; empty when none is due. */
    Optional<Due> borrow(Instant now, Instant until);

    /**
     * Keeps a renewed token and plans its next renewal.
     *
     * @param sealedSecrets the secrets to store with it, sealed
     * @return whether the settings were still the same
     */
    boolean renewed(Settings settings, StoredToken token, String sealedSecrets, Instant next);

    /** Notes a failure. */
    void failed(Settings settings, Failure failure);

    /** Settings whose tokens are not renewed as they should be, at most that many. */
    List<Trouble> troubles(int limit);

    /** How many tokens are in each state, and how many have passed their expiry: for metrics. */
    Map<String, Long> census(Instant now);
}
