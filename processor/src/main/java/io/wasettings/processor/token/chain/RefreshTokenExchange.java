package io.wasettings.processor.token.chain;

import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.TokenGrant.RefreshToken;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.processor.token.TokenResult.Reason;
import io.wasettings.processor.token.TokenResult.Unavailable;
import io.wasettings.processor.token.chain.LoanedExchange.Loan;
import io.wasettings.processor.token.chain.RefreshTokenChain.Exchanged;
import io.wasettings.processor.token.endpoint.TokenClient;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code refresh_token} grant with a memory: presents the newest token of a chain, one exchange at a time, and
 * keeps what it brings before anybody hears of it.
 *
 * <p>A token that one of our exchanges spent is never presented again: not by a retry, a redelivery, a replay or a
 * corrected command that repeats it. The one window that cannot be closed is the time between the server's answer and
 * its being kept; if an exchange was lost in it and the server then refuses the token, the partner is told that.
 */
public final class RefreshTokenExchange {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshTokenExchange.class);

    /** A kept token is handed out again only if it lives this much longer. */
    private static final Duration USEFUL_LIFE = Duration.ofSeconds(5);

    private final RefreshTokenVault vault;
    private final CredentialHashes hashes;
    private final ExchangeLimits limits;
    private final Clock clock;
    private final ChainKeeper keeper;
    private final LoanedExchange exchange;
    private final ChainTurns turns = new ChainTurns();

    public RefreshTokenExchange(
            TokenClient client,
            RefreshTokenVault vault,
            CredentialHashes hashes,
            MeterRegistry meters,
            ExchangeLimits limits,
            Clock clock) {
        this.vault = vault;
        this.hashes = hashes;
        this.limits = limits;
        this.clock = clock;
        this.keeper = new ChainKeeper(vault, limits.keepTrying(), clock);
        this.exchange = new LoanedExchange(
                client, vault, hashes, keeper, limits, meters.counter("wa.settings.token.interruptions"));
    }

    /** Gets what the refresh token, or its newest successor, is worth. */
    public TokenResult fetch(TokenRequest request, RefreshToken grant, Consumer<AuthMethod> onAuthMethodRefused) {
        try {
            return inTurn(new Asking(request, grant, onAuthMethodRefused, clock.instant()));
        } catch (StoreUnavailableException e) {
            return LoanedExchange.storeUnavailable();
        } catch (UnreadableChainException e) {
            LogLine.error(LOG, "refresh_token_not_opened")
                    .with("partner", request.client().partner())
                    .write();
            return Unavailable.forOurReason("The key to what is kept of the refresh token is missing.");
        }
    }

    /**
     * Waits until exchanges have ended and what they brought is kept, for so long at the most: a store that is away may
     * come back.
     */
    public void awaitAllKept(Duration atMost) {
        keeper.awaitAllKept(atMost);
    }

    private TokenResult inTurn(Asking asking) {
        String id = chainId(asking);
        Optional<TokenResult> before = turns.areTaken(id) ? broughtBefore(asking, id) : Optional.empty();
        if (before.isPresent()) {
            return before.get();
        }
        Instant giveUp = asking.began().plus(limits.waitForOthers());
        return turns.take(
                        id,
                        Duration.between(clock.instant(), giveUp),
                        // Not around each exchange: the process must not end between one that lost a race and the next.
                        () -> keeper.exchanging(() -> whenFree(asking, id, giveUp)))
                .orElseGet(RefreshTokenExchange::exchangedByAnother);
    }

    private TokenResult whenFree(Asking asking, String id, Instant giveUp) {
        while (true) {
            Optional<TokenResult> before = broughtBefore(asking, id);
            if (before.isPresent()) {
                return before.get();
            }
            Optional<Loan> loan = borrow(asking, id);
            Optional<TokenResult> result = loan.flatMap(exchange::make);
            if (result.isPresent()) {
                return result.get();
            }
            // An exchange that lost a race looks again at once: what came in between is there.
            if (!clock.instant().isBefore(giveUp) || (loan.isEmpty() && !ChainKeeper.pause())) {
                return exchangedByAnother();
            }
        }
    }

    private Optional<Loan> borrow(Asking asking, String id) {
        String holder = UUID.randomUUID().toString();
        long since = System.nanoTime();
        return vault.borrow(id, holder, clock.instant().plus(limits.loan()))
                .map(chain -> new Loan(asking, chain, holder, since));
    }

    /** What an exchange brought that was made for this already: who asks for it need not wait for others' exchanges. */
    private Optional<TokenResult> broughtBefore(Asking asking, String id) {
        keeper.keepWhatIsUnkept(id);
        return vault.find(List.of(id)).flatMap(chain -> grantedBefore(asking, chain));
    }

    private String chainId(Asking asking) {
        RefreshToken grant = asking.grant();
        if (grant.chain() != null) {
            return grant.chain();
        }
        List<String> ids = hashes.chainIds(asking.request().client(), grant.given());
        return vault.find(ids).map(RefreshTokenChain::id).orElseGet(() -> beginning(ids.get(0)));
    }

    /** The chain of that id begins, unless the token may belong to one that cannot be found. */
    private String beginning(String id) {
        if (vault.hidesChains()) {
            throw new UnreadableChainException();
        }
        return id;
    }

    /**
     * What the chain's last exchange brought, if it was made for this very request, or for an equal one at the same
     * time.
     */
    private Optional<TokenResult> grantedBefore(Asking asking, RefreshTokenChain chain) {
        Exchanged last = chain.last();
        if (last == null
                || !hashes.areOf(asking.request().client(), last.credentials())
                || last.facts().expiresAt().isBefore(clock.instant().plus(USEFUL_LIFE))
                || (!last.requester().equals(asking.request().requester())
                        && last.facts().obtainedAt().isBefore(asking.began()))) {
            return Optional.empty();
        }
        return chain.token().map(token -> new Granted(token, last.warnings()));
    }

    /** That takes long where the server does, so the command waits as for a server. */
    private static Unavailable exchangedByAnother() {
        return new Unavailable(
                new FieldMessage("", "The refresh token is being exchanged by another request."),
                null,
                Reason.NOT_ASKED);
    }
}
