package io.wasettings.processor.store;

import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.store.SealedCredentials.SealedOAuth2;
import io.wasettings.processor.store.SettingsSeal.Sealed;
import io.wasettings.processor.validation.url.HostAndPort;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        /** It is not tried again: the partner sends new credentials, or an operator resumes it. */
        STOPPED
    }

    /**
     * A token that is due.
     *
     * @param key whose token it is
     * @param version the version of the settings that it belongs to
     * @param oauth2 the token, and what it is renewed with
     * @param failures how many renewals have failed in a row
     * @param wasRefused whether the server has refused one of these
     */
    record Due(SettingsKey key, Version version, SealedOAuth2 oauth2, int failures, boolean wasRefused) {

        /** What is due of these settings; empty if they have no token. */
        static Optional<Due> of(Settings settings, int failures, boolean wasRefused) {
            return settings.credentials()
                    .oauth2()
                    .map(oauth2 -> new Due(settings.key(), settings.version(), oauth2, failures, wasRefused));
        }

        /** Whose token it is. */
        public String partner() {
            return key.partner();
        }

        /** Whose server is asked for a token, by the name of {@link HostAndPort#asSpelled}. */
        public String host() {
            return HostAndPort.asSpelled(oauth2.client().tokenUrl()).orElse("");
        }
    }

    /**
     * What may be lent for now.
     *
     * @param partners tokens of these partners alone
     * @param passedOver no tokens of these hosts, as in {@link Due#host}
     */
    record Choice(List<String> partners, Set<String> passedOver) {}

    /**
     * Why a renewal failed and what comes next.
     *
     * @param failures how many have failed in a row by now
     * @param error what to correct, for operators and the partner
     * @param next when it is tried again; empty when it is not
     * @param wasRefused whether the server has refused this one, or another one in that row
     * @param refreshTokenIsOver whether it has refused the refresh token, so that no other try is worth it
     */
    record Failure(int failures, String error, Optional<Instant> next, boolean wasRefused, boolean refreshTokenIsOver) {

        /** One that another try may mend. */
        public Failure(int failures, String error, Optional<Instant> next, boolean wasRefused) {
            this(failures, error, next, wasRefused, false);
        }

        /** One that stops at once, because the refresh token was refused. */
        public static Failure ofRefreshToken(int failures, String error) {
            return new Failure(failures, error, Optional.empty(), true, true);
        }

        /** {@link State#FAILING} or {@link State#STOPPED}. */
        public State state() {
            return next.isPresent() ? State.FAILING : State.STOPPED;
        }

        /** Why it is not tried again; empty when it is. */
        public Optional<StopReason> stopReason() {
            StopReason reason = refreshTokenIsOver ? StopReason.REFRESH_TOKEN_REFUSED : StopReason.TOO_MANY_FAILURES;
            return state() == State.STOPPED ? Optional.of(reason) : Optional.empty();
        }
    }

    /** Whose tokens are due, be they lent or not; whoever has waited the longest comes first. */
    List<String> waiting(Instant now);

    /**
     * Borrows the token of that choice that has been due the longest, until that time at the most; empty when none of
     * them is due.
     *
     * <p>A loan that lies further ahead than two of these was given by a clock that has been set back since; it does
     * not count.
     */
    Optional<Due> borrow(Instant now, Instant until, Choice choice);

    /**
     * Keeps a renewed token and plans its next renewal, unless a newer command or another renewal came first.
     *
     * @param due as it was borrowed
     * @param renewed the token, and the secrets to store with it
     * @return whether it was kept
     */
    boolean renewed(Due due, Sealed renewed, Instant next);

    /** Gives back what nobody works at, so that another process may have it at once. */
    void giveBack(Due due);

    /** Notes a failure, unless a newer command or another renewal came first. */
    void failed(Due due, Failure failure);

    /**
     * Defers a renewal that came to no attempt, unless a newer command or another renewal came first. How it stands and
     * how many have failed stays as it is.
     *
     * @param reason why, for operators
     */
    void deferred(Due due, String reason, Instant next);

    /**
     * Makes the planned renewal of the token in force due at that time, if that token is of that chain and was granted
     * before: on some servers a later exchange of the chain has ended it.
     *
     * @param since when the later one was granted, which is not in force
     */
    void hasten(SettingsKey key, String chain, Instant since);

    /**
     * Makes a stopped renewal due again at that time, as if none had failed; for operators, once what was wrong is put
     * right at the partner's server. Not one that stopped because its refresh token was refused, as far as that was
     * noted.
     *
     * @return whether it was stopped, and is due again
     */
    boolean resume(SettingsKey key, Instant at);

    /** Counts all stored tokens. */
    Census census(Instant now);

    /**
     * How many tokens there are.
     *
     * @param byState tokens in each state; those that are never renewed are in none
     * @param expired tokens past their expiry
     */
    record Census(Map<State, Long> byState, long expired) {}
}
