package io.wasettings.processor.token.chain;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wasettings.common.Pointers;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.processor.token.TokenGrant.RefreshToken;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.processor.token.TokenResult.Reason;
import io.wasettings.processor.token.TokenResult.Unavailable;
import io.wasettings.processor.token.chain.RefreshTokenChain.Exchanged;
import io.wasettings.processor.token.endpoint.LentToken;
import io.wasettings.processor.token.endpoint.TokenAnswer;
import io.wasettings.processor.token.endpoint.TokenAnswer.NoTokenNow;
import io.wasettings.processor.token.endpoint.TokenAnswer.RequestRefused;
import io.wasettings.processor.token.endpoint.TokenAnswer.Successor;
import io.wasettings.processor.token.endpoint.TokenClient;
import io.wasettings.processor.token.endpoint.TokenError;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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

    private final TokenClient client;
    private final RefreshTokenVault vault;
    private final CredentialHashes hashes;
    private final Counter interruptions;
    private final ExchangeLimits limits;
    private final Clock clock;
    private final ChainKeeper keeper;
    private final ChainTurns turns = new ChainTurns();

    public RefreshTokenExchange(
            TokenClient client,
            RefreshTokenVault vault,
            CredentialHashes hashes,
            MeterRegistry meters,
            ExchangeLimits limits,
            Clock clock) {
        this.client = client;
        this.vault = vault;
        this.hashes = hashes;
        this.interruptions = meters.counter("wa.settings.token.interruptions");
        this.limits = limits;
        this.clock = clock;
        this.keeper = new ChainKeeper(vault, limits.keepTrying(), clock);
    }

    /** Gets what the refresh token, or its newest successor, is worth. */
    public TokenResult fetch(TokenRequest request, RefreshToken grant, Consumer<AuthMethod> onAuthMethodRefused) {
        try {
            return fetch(new Attempt(request, grant, onAuthMethodRefused, clock.instant()));
        } catch (StoreUnavailableException e) {
            return storeUnavailable();
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

    private record Attempt(
            TokenRequest request, RefreshToken grant, Consumer<AuthMethod> onAuthMethodRefused, Instant began) {

        private String partner() {
            return request.client().partner();
        }
    }

    /** A chain, as it was before, that is ours for one exchange, with the token that is presented: a secret. */
    private record Loan(RefreshTokenChain chain, String presented, String holder) {

        @Override
        public String toString() {
            return "Loan[secrets redacted]";
        }
    }

    private TokenResult fetch(Attempt attempt) {
        String id = chainId(attempt);
        Optional<TokenResult> before = turns.areTaken(id) ? broughtBefore(attempt, id) : Optional.empty();
        if (before.isPresent()) {
            return before.get();
        }
        Instant giveUp = attempt.began().plus(limits.waitForOthers());
        return turns.take(id, Duration.between(clock.instant(), giveUp), () -> fetch(attempt, id, giveUp))
                .orElseGet(RefreshTokenExchange::exchangedByAnother);
    }

    private TokenResult fetch(Attempt attempt, String id, Instant giveUp) {
        String holder = UUID.randomUUID().toString();
        while (true) {
            Optional<TokenResult> before = broughtBefore(attempt, id);
            if (before.isPresent()) {
                return before.get();
            }
            long lentSince = System.nanoTime();
            Optional<RefreshTokenChain> chain =
                    vault.borrow(id, holder, clock.instant().plus(limits.loan()));
            if (chain.isPresent()) {
                return keeper.exchanging(() -> exchange(attempt, chain.get(), holder, lentSince));
            }
            if (!clock.instant().isBefore(giveUp) || !ChainKeeper.pause()) {
                return exchangedByAnother();
            }
        }
    }

    /** What an exchange brought that was made for this already: who asks for it need not wait for others' exchanges. */
    private Optional<TokenResult> broughtBefore(Attempt attempt, String id) {
        keeper.keepWhatIsUnkept(id);
        return vault.find(List.of(id)).flatMap(chain -> grantedBefore(attempt, chain));
    }

    /** Whether another token than that one is the chain's newest by now. */
    private boolean isExchanged(String id, String known) {
        return vault.find(List.of(id))
                .map(RefreshTokenChain::newest)
                .filter(newest -> !newest.equals(known))
                .isPresent();
    }

    private String chainId(Attempt attempt) {
        RefreshToken grant = attempt.grant();
        if (grant.chain() != null) {
            return grant.chain();
        }
        List<String> ids = hashes.chainIds(attempt.request().client(), grant.given());
        return vault.find(ids).map(RefreshTokenChain::id).orElseGet(() -> beginning(ids.get(0)));
    }

    /** The chain of that id begins, unless the token may belong to one that cannot be found. */
    private String beginning(String id) {
        if (vault.hidesChains()) {
            throw new UnreadableChainException();
        }
        return id;
    }

    private TokenResult exchange(Attempt attempt, RefreshTokenChain chain, String holder, long lentSince) {
        Loan loan = new Loan(chain, chain.newest() == null ? attempt.grant().given() : chain.newest(), holder);
        LentToken lent = new LentToken(
                loan.presented(),
                () -> System.nanoTime() - lentSince
                        < limits.loan().minus(limits.longestCall()).toNanos());
        TokenRequest request = attempt.request();
        return client.request(request.client(), lent, request.authMethods(), attempt.onAuthMethodRefused())
                .fold(
                        granted -> granted(attempt, loan, granted),
                        refused -> refused(attempt, loan, refused),
                        unavailable -> unavailable(attempt, loan, unavailable));
    }

    private TokenResult granted(Attempt attempt, Loan loan, TokenAnswer.TokenGiven granted) {
        String brought = granted.token().refreshToken();
        String newest = brought == null ? loan.presented() : brought;
        Token token = granted.token().in(loan.chain().id(), newest);
        RefreshTokenChain news =
                loan.chain().after(exchanged(attempt, token.accessToken(), token.facts(), granted.warnings()), newest);
        return keep(attempt, loan, news) ? new Granted(token, granted.warnings()) : storeUnavailable();
    }

    private Exchanged exchanged(
            Attempt attempt, @Nullable String accessToken, TokenFacts facts, List<FieldMessage> warnings) {
        TokenRequest request = attempt.request();
        return new Exchanged(request.requester(), hashes.credentials(request.client()), accessToken, facts, warnings);
    }

    private boolean keep(Attempt attempt, Loan loan, RefreshTokenChain news) {
        boolean kept = false;
        try {
            kept = keeper.keep(news, loan.holder());
            return kept;
        } finally {
            // Faults and errors too: whoever gets them does not know what they have left undone.
            if (!kept) {
                LogLine.error(LOG, "refresh_token_not_kept")
                        .with("partner", attempt.partner())
                        .write();
            }
        }
    }

    private TokenResult refused(Attempt attempt, Loan loan, RequestRefused refused) {
        RefreshTokenChain chain = loan.chain();
        Successor successor = refused.loss().successor();
        if (successor != null) {
            return keep(attempt, loan, successor) ? new TokenResult.Refused(refused.message()) : storeUnavailable();
        }
        boolean loanWasOurs = giveBack(loan, refused.loss().inDoubt());
        if (refused.error() != TokenError.INVALID_GRANT) {
            return new TokenResult.Refused(refused.message());
        }
        if (loanWasOurs && !isExchanged(chain.id(), loan.presented())) {
            return new TokenResult.Refused(chain.inDoubt() ? interrupted(attempt) : refused.message(), true);
        }
        boolean isTimeLeft = clock.instant().isBefore(attempt.began().plus(limits.waitForOthers()));
        return isTimeLeft ? fetch(attempt) : exchangedByAnother();
    }

    private TokenResult unavailable(Attempt attempt, Loan loan, NoTokenNow unavailable) {
        Successor successor = unavailable.loss().successor();
        if (successor != null) {
            return keep(attempt, loan, successor) ? unavailable.result() : storeUnavailable();
        }
        giveBack(loan, unavailable.loss().inDoubt());
        return unavailable.result();
    }

    private boolean keep(Attempt attempt, Loan loan, Successor successor) {
        Exchanged exchanged = exchanged(attempt, null, successor.facts(), List.of());
        return keep(attempt, loan, loan.chain().after(exchanged, successor.refreshToken()));
    }

    /** Ends the loan without news; whether it was still ours. */
    private boolean giveBack(Loan loan, boolean inDoubt) {
        RefreshTokenChain chain = loan.chain();
        return vault.giveBack(chain.id(), loan.holder(), chain.inDoubt() || inDoubt);
    }

    private static Unavailable storeUnavailable() {
        return Unavailable.forOurReason("The settings store did not answer.");
    }

    /** That takes long where the server does, so the command waits as for a server. */
    private static Unavailable exchangedByAnother() {
        return new Unavailable(
                new FieldMessage("", "The refresh token is being exchanged by another request."),
                null,
                Reason.NOT_ASKED);
    }

    private FieldMessage interrupted(Attempt attempt) {
        interruptions.increment();
        LogLine.warn(LOG, "refresh_token_lost")
                .with("partner", attempt.partner())
                .write();
        return new FieldMessage(
                Pointers.REFRESH_TOKEN,
                "was refused (invalid_grant); an earlier exchange of it was interrupted before its answer could be kept, so"
                        + " this service may have spent it: authorise again and send a new one");
    }

    /**
     * What the chain's last exchange brought, if it was made for this very request, or for an equal one at the same
     * time.
     */
    private Optional<TokenResult> grantedBefore(Attempt attempt, RefreshTokenChain chain) {
        Exchanged last = chain.last();
        if (last == null
                || !hashes.areOf(attempt.request().client(), last.credentials())
                || last.facts().expiresAt().isBefore(clock.instant().plus(USEFUL_LIFE))
                || (!last.requester().equals(attempt.request().requester())
                        && last.facts().obtainedAt().isBefore(attempt.began()))) {
            return Optional.empty();
        }
        return chain.token().map(token -> new Granted(token, last.warnings()));
    }
}
