package io.wasettings.processor.token.chain;

import io.wasettings.common.Status.FieldMessage;
import io.wasettings.processor.token.chain.RefreshTokenChain.Exchanged;
import io.wasettings.processor.token.endpoint.TokenAnswer.Refused;
import io.wasettings.processor.token.endpoint.TokenAnswer.Successor;
import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.processor.token.TokenResult.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code refresh_token} grant with a memory: presents the newest token of a chain, one exchange at a time, and
 * keeps what it brings before anybody hears of it.
 *
 * <p>A token that one of our exchanges spent is never presented again: not by a retry, a redelivery, a replay or a
 * corrected command that repeats it. The one window that cannot be closed is the time between the server's answer and
 * its being kept; an exchange that was lost there is told as what it is, should the server then refuse the token.
 */
final class RefreshTokenExchange {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshTokenExchange.class);

    private static final String FIELD = "/oauth2/refresh_token";
    /** A kept token is handed out again only if it lives this much longer. */
    private static final Duration USEFUL_LIFE = Duration.ofSeconds(5);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final TokenClient client;
    private final RefreshTokenVault vault;
    private final CredentialHashes hashes;
    private final TokenMetrics metrics;
    private final ExchangeLimits limits;
    private final Clock clock;
    /** What could not be kept yet, by chain; kept first of all when the chain is asked for again. */
    private final Map<String, Unkept> unkept = new ConcurrentHashMap<>();

    RefreshTokenExchange(
            TokenClient client,
            RefreshTokenVault vault,
            CredentialHashes hashes,
            TokenMetrics metrics,
            ExchangeLimits limits,
            Clock clock) {
        this.client = client;
        this.vault = vault;
        this.hashes = hashes;
        this.metrics = metrics;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Bounds of an exchange.
     *
     * @param loan how long a chain is lent; more than the longest exchange takes
     * @param waitForOthers how long to wait while another exchange of the same chain is under way
     * @param keepTrying how long to try to keep what an exchange brought
     */
    record ExchangeLimits(Duration loan, Duration waitForOthers, Duration keepTrying) {}

    TokenResult fetch(TokenRequest request, String given, Consumer<AuthMethod> onAuthMethodRefused) {
        try {
            return fetch(new Attempt(request, given, onAuthMethodRefused, clock.instant()));
        } catch (VaultUnavailableException e) {
            return storeUnavailable();
        }
    }

    private record Unkept(RefreshTokenChain chain, String holder) {}

    private record Attempt(
            TokenRequest request, String given, Consumer<AuthMethod> onAuthMethodRefused, Instant began) {}

    private TokenResult fetch(Attempt attempt) {
        TokenRequest request = attempt.request();
        List<String> ids =
                request.lineage() == null ? hashes.chainIds(request, attempt.given()) : List.of(request.lineage());
        String id = vault.find(ids).map(RefreshTokenChain::id).orElse(ids.get(0));
        String holder = UUID.randomUUID().toString();
        Instant giveUp = attempt.began().plus(limits.waitForOthers());
        while (true) {
            keepWhatIsUnkept(id);
            Optional<TokenResult> before = vault.find(List.of(id)).flatMap(chain -> grantedBefore(attempt, chain));
            if (before.isPresent()) {
                return before.get();
            }
            Optional<RefreshTokenChain> chain =
                    vault.borrow(id, holder, clock.instant().plus(limits.loan()));
            if (chain.isPresent()) {
                return exchange(attempt, chain.get(), holder);
            }
            if (!clock.instant().isBefore(giveUp) || !pause()) {
                return exchangedByAnother();
            }
        }
    }

    private TokenResult exchange(Attempt attempt, RefreshTokenChain chain, String holder) {
        String presented = chain.newest() == null ? attempt.given() : chain.newest();
        return client.request(attempt.request(), presented, attempt.onAuthMethodRefused())
                .fold(
                        granted -> keep(attempt, chain, presented, granted, holder),
                        refused -> refused(attempt, chain, presented, refused, holder),
                        unavailable -> {
                            vault.giveBack(chain.id(), holder, chain.inDoubt() || unavailable.inDoubt());
                            return new Unavailable(unavailable.message(), unavailable.retryAfter());
                        });
    }

    private TokenResult keep(
            Attempt attempt, RefreshTokenChain chain, String presented, TokenAnswer.Granted granted, String holder) {
        Token token = granted.token();
        String newest = token.refreshToken() == null ? presented : token.refreshToken();
        Exchanged exchanged = new Exchanged(
                attempt.request().requester(),
                hashes.credentials(attempt.request()),
                token.accessToken(),
                token.obtainedAt(),
                token.expiresAt(),
                token.scope(),
                token.authMethod());
        return keep(attempt, new RefreshTokenChain(chain.id(), newest, exchanged, false), holder)
                ? new Granted(token.with(newest, chain.id()), granted.warnings())
                : storeUnavailable();
    }

    private boolean keep(Attempt attempt, RefreshTokenChain news, String holder) {
        unkept.put(news.id(), new Unkept(news, holder));
        boolean kept = tryToKeep(news.id());
        if (!kept) {
            LOG.error(
                    "event=refresh_token_not_kept partner={}; this process keeps it when the token is asked for again",
                    attempt.request().partner());
        }
        return kept;
    }

    private TokenResult refused(
            Attempt attempt, RefreshTokenChain chain, String presented, Refused refused, String holder) {
        Successor successor = refused.loss().successor();
        if (successor != null) {
            RefreshTokenChain news = succeeded(attempt, chain, successor);
            return keep(attempt, news, holder) ? new TokenResult.Refused(refused.message()) : storeUnavailable();
        }
        boolean loanWasOurs = vault.giveBack(
                chain.id(), holder, chain.inDoubt() || refused.loss().inDoubt());
        if (refused.error() != TokenError.INVALID_GRANT) {
            return new TokenResult.Refused(refused.message());
        }
        boolean exchangedMeanwhile = vault.find(List.of(chain.id()))
                .map(RefreshTokenChain::newest)
                .filter(newest -> !newest.equals(presented))
                .isPresent();
        if (loanWasOurs && !exchangedMeanwhile) {
            return new TokenResult.Refused(chain.inDoubt() ? interrupted(attempt) : refused.message());
        }
        boolean isTimeLeft = clock.instant().isBefore(attempt.began().plus(limits.waitForOthers()));
        return isTimeLeft ? fetch(attempt) : exchangedByAnother();
    }

    /** The chain after an answer of which nothing but the refresh token was usable. */
    private RefreshTokenChain succeeded(Attempt attempt, RefreshTokenChain chain, Successor successor) {
        Exchanged exchanged = new Exchanged(
                attempt.request().requester(),
                hashes.credentials(attempt.request()),
                null,
                successor.obtainedAt(),
                successor.obtainedAt(),
                null,
                successor.authMethod());
        return new RefreshTokenChain(chain.id(), successor.refreshToken(), exchanged, false);
    }

    private static Unavailable storeUnavailable() {
        return new Unavailable(new FieldMessage("", "The settings store did not answer."), null);
    }

    private static Unavailable exchangedByAnother() {
        return new Unavailable(new FieldMessage(FIELD, "is being exchanged by another request"), null);
    }

    private FieldMessage interrupted(Attempt attempt) {
        metrics.interrupted();
        LOG.warn(
                "event=refresh_token_lost partner={}; an exchange was interrupted before its answer could be kept",
                attempt.request().partner());
        return new FieldMessage(
                FIELD,
                "was refused (invalid_grant); an earlier exchange of it was interrupted before its answer could be kept, so"
                        + " this service may have spent it: authorise again and send a new one");
    }

    private boolean tryToKeep(String id) {
        Instant giveUp = clock.instant().plus(limits.keepTrying());
        while (true) {
            try {
                keepWhatIsUnkept(id);
                return true;
            } catch (VaultUnavailableException e) {
                if (!clock.instant().isBefore(giveUp) || !pause()) {
                    return false;
                }
            }
        }
    }

    private void keepWhatIsUnkept(String id) {
        Unkept news = unkept.get(id);
        if (news != null) {
            vault.keep(news.chain(), news.holder());
            unkept.remove(id, news);
        }
    }

    /**
     * What the chain's last exchange brought, if it was made for this very request, or for an equal one at the same
     * time.
     */
    private Optional<TokenResult> grantedBefore(Attempt attempt, RefreshTokenChain chain) {
        Exchanged last = chain.last();
        if (last == null
                || last.accessToken() == null
                || !last.credentials().equals(hashes.credentials(attempt.request()))
                || last.expiresAt().isBefore(clock.instant().plus(USEFUL_LIFE))
                || (!last.requester().equals(attempt.request().requester())
                        && last.obtainedAt().isBefore(attempt.began()))) {
            return Optional.empty();
        }
        Token token = new Token(
                last.accessToken(),
                last.obtainedAt(),
                last.expiresAt(),
                last.scope(),
                last.authMethod(),
                chain.newest(),
                chain.id());
        return Optional.of(new Granted(token, List.of()));
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
