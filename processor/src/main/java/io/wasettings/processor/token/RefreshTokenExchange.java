package io.wasettings.processor.token;

import io.wasettings.common.Status.FieldMessage;
import io.wasettings.processor.token.RefreshTokenChain.Exchanged;
import io.wasettings.processor.token.TokenAnswer.Refused;
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
    private final ExchangeLimits limits;
    private final Clock clock;
    /** What could not be kept yet, by chain; kept first of all when the chain is asked for again. */
    private final Map<String, RefreshTokenChain> unkept = new ConcurrentHashMap<>();

    RefreshTokenExchange(
            TokenClient client, RefreshTokenVault vault, CredentialHashes hashes, ExchangeLimits limits, Clock clock) {
        this.client = client;
        this.vault = vault;
        this.hashes = hashes;
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
            return new Unavailable(new FieldMessage("", "The settings store did not answer."), null);
        }
    }

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
            keepWhatIsUnkept(id, holder);
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
                return new Unavailable(new FieldMessage(FIELD, "is being exchanged by another request"), null);
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
        unkept.put(chain.id(), new RefreshTokenChain(chain.id(), newest, exchanged, false));
        if (!tryToKeep(chain.id(), holder)) {
            LOG.error(
                    "event=refresh_token_not_kept partner={}; it is tried again until this process ends",
                    attempt.request().partner());
            return new Unavailable(new FieldMessage("", "The settings store did not answer."), null);
        }
        return new Granted(token.with(newest, chain.id()), granted.warnings());
    }

    private TokenResult refused(
            Attempt attempt, RefreshTokenChain chain, String presented, Refused refused, String holder) {
        vault.giveBack(chain.id(), holder, chain.inDoubt());
        if (refused.error() != TokenError.INVALID_GRANT) {
            return new TokenResult.Refused(refused.message());
        }
        boolean raceLost = vault.find(List.of(chain.id()))
                .map(RefreshTokenChain::newest)
                .filter(newest -> !newest.equals(presented))
                .isPresent();
        if (raceLost && clock.instant().isBefore(attempt.began().plus(limits.waitForOthers()))) {
            return fetch(attempt);
        }
        return new TokenResult.Refused(chain.inDoubt() ? interrupted() : refused.message());
    }

    private static FieldMessage interrupted() {
        return new FieldMessage(
                FIELD,
                "was refused (invalid_grant); an earlier exchange of it was interrupted before its answer could be kept, so"
                        + " this service may have spent it: authorise again and send a new one");
    }

    private boolean tryToKeep(String id, String holder) {
        Instant giveUp = clock.instant().plus(limits.keepTrying());
        while (true) {
            try {
                keepWhatIsUnkept(id, holder);
                return true;
            } catch (VaultUnavailableException e) {
                if (!clock.instant().isBefore(giveUp) || !pause()) {
                    return false;
                }
            }
        }
    }

    private void keepWhatIsUnkept(String id, String holder) {
        RefreshTokenChain chain = unkept.get(id);
        if (chain != null) {
            vault.keep(chain, holder);
            unkept.remove(id, chain);
        }
    }

    /**
     * What the chain's last exchange brought, if it was made for this very request, or for an equal one at the same
     * time.
     */
    private Optional<TokenResult> grantedBefore(Attempt attempt, RefreshTokenChain chain) {
        Exchanged last = chain.last();
        if (last == null
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
