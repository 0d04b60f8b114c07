package io.wasettings.processor.renewal;

import io.wasettings.common.settings.Pointers;
import io.wasettings.common.settings.Secrets;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.store.RenewalQueue;
import io.wasettings.processor.store.RenewalQueue.Due;
import io.wasettings.processor.store.RenewalQueue.Failure;
import io.wasettings.processor.store.RenewalQueue.State;
import io.wasettings.processor.store.SealedCredentials.StoredToken;
import io.wasettings.processor.store.SettingsSeal;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.KnownAuthMethods;
import io.wasettings.processor.token.PartnerClient;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenGrant;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult.Reason;
import io.wasettings.processor.token.TokenResult.Refused;
import io.wasettings.processor.token.TokenResult.Unavailable;
import io.wasettings.processor.token.Tokens;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.processor.validation.url.UrlPolicy;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.settings.OAuth2Client;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews one token: judges its endpoint anew, asks it for a token, and keeps what it grants. A fault of this service
 * alone, and an endpoint that is left alone for a while, count as no attempt: the renewal is deferred, and comes no
 * nearer to being given up.
 */
final class Renewer {

    private static final Logger LOG = LoggerFactory.getLogger(Renewer.class);

    private final RenewalQueue queue;
    private final UrlPolicy urlPolicy;
    private final Tokens tokens;
    private final SettingsSeal seal;
    private final RenewalPlan plan;
    private final Clock clock;

    Renewer(RenewalQueue queue, UrlPolicy urlPolicy, Tokens tokens, SettingsSeal seal, RenewalPlan plan, Clock clock) {
        this.queue = queue;
        this.urlPolicy = urlPolicy;
        this.tokens = tokens;
        this.seal = seal;
        this.plan = plan;
        this.clock = clock;
    }

    /** What a renewal came to, for metrics. */
    enum Result {
        /** The new token is kept. */
        RENEWED,
        /** A newer command came first; what was granted is of no use any more. */
        OVERTAKEN,
        /** The endpoint was not asked; the renewal is tried later. */
        DEFERRED,
        /** The renewal did not succeed, and is tried again. */
        FAILED,
        /** The renewal did not succeed, and is not tried again. */
        STOPPED
    }

    Result renew(Due due) {
        Optional<Secrets> secrets = seal.open(due.key(), due.oauth2());
        if (secrets.isEmpty()) {
            return deferred(due, "The stored secrets do not open with the keys of this processor.", null);
        }
        return urlPolicy
                .check(due.oauth2().client().tokenUrl())
                .fold(
                        accepted -> renew(due, secrets.get(), accepted.target()),
                        refused -> notRenewed(due, Pointers.TOKEN_URL + " " + refused.message(), null),
                        undecided -> notRenewed(due, Pointers.TOKEN_URL + " " + undecided.message(), null));
    }

    private Result renew(Due due, Secrets secrets, Target endpoint) {
        SettingsKey key = due.key();
        OAuth2Client client = due.oauth2().client();
        StoredToken current = due.oauth2().token();
        TokenRequest request = new TokenRequest(
                "renewal " + key.recordKey() + " " + current.facts().obtainedAt(),
                new PartnerClient(
                        key.partner(),
                        endpoint,
                        client.clientId(),
                        Objects.requireNonNull(secrets.clientSecret()),
                        client.scopes(),
                        Duration.ofSeconds(client.expiresIn())),
                grant(secrets, current),
                new KnownAuthMethods(current.facts().authMethod(), notAgain(due, current)));
        return tokens.fetch(
                        request,
                        refused -> LogLine.info(LOG, "auth_method_refused")
                                .with("key", key)
                                .with("method", refused.storedName())
                                .write())
                .fold(
                        granted -> keep(due, secrets, granted.token()),
                        refused -> refused(due, refused),
                        unavailable -> unavailable(due, unavailable));
    }

    private static TokenGrant grant(Secrets secrets, StoredToken current) {
        return secrets.refreshToken() == null
                ? new TokenGrant.ClientCredentials()
                : new TokenGrant.RefreshToken(secrets.refreshToken(), current.chain());
    }

    /** All ways of authentication are walked through once; after a refusal only what had worked is tried. */
    private static Set<AuthMethod> notAgain(Due due, StoredToken current) {
        return due.wasRefused()
                ? EnumSet.complementOf(EnumSet.of(current.facts().authMethod()))
                : Set.of();
    }

    private Result keep(Due due, Secrets secrets, Token token) {
        Instant next = plan.next(token.facts());
        boolean kept = queue.renewed(due, seal.seal(due.key(), secrets, token), next);
        if (!kept && token.chain() != null) {
            queue.hasten(due.key(), token.chain(), token.facts().obtainedAt());
        }
        LogLine.info(LOG, "token_renewed")
                .with("key", due.key())
                .with("next", next)
                .with("kept", kept)
                .write();
        return kept ? Result.RENEWED : Result.OVERTAKEN;
    }

    /** A refresh token that was refused must not be presented again; anything else may be corrected at the server. */
    private Result refused(Due due, Refused refused) {
        int failures = due.failures() + 1;
        String error = refused.error().inWords();
        return failed(
                due,
                refused.refreshTokenIsOver()
                        ? Failure.ofRefreshToken(failures, error)
                        : new Failure(failures, error, afterFailure(due, null), true));
    }

    private Result unavailable(Due due, Unavailable unavailable) {
        return unavailable.reason() == Reason.ASKED
                ? notRenewed(due, unavailable.error().inWords(), unavailable.retryAfter())
                : deferred(due, unavailable.error().inWords(), unavailable.retryAfter());
    }

    private Result deferred(Due due, String reason, @Nullable Duration retryAfter) {
        Instant next = plan.afterDeferral(retryAfter, clock.instant());
        queue.deferred(due, reason, next);
        LogLine.warn(LOG, "token_renewal_deferred")
                .with("key", due.key())
                .with("next", next)
                .with("cause", reason)
                .write();
        return Result.DEFERRED;
    }

    private Result notRenewed(Due due, String error, @Nullable Duration retryAfter) {
        return failed(due, new Failure(due.failures() + 1, error, afterFailure(due, retryAfter), due.wasRefused()));
    }

    private Optional<Instant> afterFailure(Due due, @Nullable Duration retryAfter) {
        return plan.afterFailure(due.failures() + 1, retryAfter, clock.instant());
    }

    private Result failed(Due due, Failure failure) {
        queue.failed(due, failure);
        LogLine.warn(LOG, "token_renewal_failed")
                .with("key", due.key())
                .with("state", failure.state())
                .with("failures", failure.failures())
                .with("next", failure.next().orElse(null))
                .with("cause", failure.error())
                .write();
        return failure.state() == State.STOPPED ? Result.STOPPED : Result.FAILED;
    }
}
