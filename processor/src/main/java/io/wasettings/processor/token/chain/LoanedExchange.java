package io.wasettings.processor.token.chain;

import io.micrometer.core.instrument.Counter;
import io.wasettings.common.settings.FieldMessage;
import io.wasettings.common.settings.Pointers;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Granted;
import io.wasettings.processor.token.TokenResult.Refused;
import io.wasettings.processor.token.TokenResult.Unavailable;
import io.wasettings.processor.token.chain.RefreshTokenChain.Exchanged;
import io.wasettings.processor.token.endpoint.LentToken;
import io.wasettings.processor.token.endpoint.TokenAnswer.NoTokenNow;
import io.wasettings.processor.token.endpoint.TokenAnswer.RequestRefused;
import io.wasettings.processor.token.endpoint.TokenAnswer.Successor;
import io.wasettings.processor.token.endpoint.TokenAnswer.TokenGiven;
import io.wasettings.processor.token.endpoint.TokenClient;
import io.wasettings.processor.token.endpoint.TokenError;
import io.wasettings.service.log.LogLine;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exchange of a chain that is lent to it: presents the chain's newest token, and keeps what that brings before it
 * tells, or gives the chain back.
 */
final class LoanedExchange {

    private static final Logger LOG = LoggerFactory.getLogger(LoanedExchange.class);

    private final TokenClient client;
    private final RefreshTokenVault vault;
    private final CredentialHashes hashes;
    private final ChainKeeper keeper;
    private final ExchangeLimits limits;
    private final Counter interruptions;

    LoanedExchange(
            TokenClient client,
            RefreshTokenVault vault,
            CredentialHashes hashes,
            ChainKeeper keeper,
            ExchangeLimits limits,
            Counter interruptions) {
        this.client = client;
        this.vault = vault;
        this.hashes = hashes;
        this.keeper = keeper;
        this.limits = limits;
        this.interruptions = interruptions;
    }

    /**
     * A chain that is ours for one exchange.
     *
     * @param chain as it was before
     * @param since by {@link System#nanoTime}, just before it was lent
     */
    record Loan(Asking asking, RefreshTokenChain chain, String holder, long since) {

        /** The token that is presented: a secret. */
        String presented() {
            return chain.newest() == null ? asking.grant().given() : chain.newest();
        }

        @Override
        public String toString() {
            return "Loan[secrets redacted]";
        }
    }

    /**
     * Makes the exchange, and ends the loan.
     *
     * @return what it came to; empty if another exchange came in between, so that the chain is to be looked at again
     */
    Optional<TokenResult> make(Loan loan) {
        LentToken lent = new LentToken(
                loan.presented(),
                () -> System.nanoTime() - loan.since()
                        < limits.loan().minus(limits.longestCall()).toNanos());
        Asking asking = loan.asking();
        TokenRequest request = asking.request();
        return client.request(request.client(), lent, request.authMethods(), asking.onAuthMethodRefused())
                .fold(
                        granted -> Optional.of(granted(loan, granted)),
                        refused -> refused(loan, refused),
                        unavailable -> Optional.of(unavailable(loan, unavailable)));
    }

    private TokenResult granted(Loan loan, TokenGiven granted) {
        String brought = granted.token().refreshToken();
        String newest = brought == null ? loan.presented() : brought;
        Token token = granted.token().in(loan.chain().id(), newest);
        Exchanged exchanged = exchanged(loan, token.accessToken(), token.facts(), granted.warnings());
        return keep(loan, exchanged, newest) ? new Granted(token, granted.warnings()) : storeUnavailable();
    }

    private Optional<TokenResult> refused(Loan loan, RequestRefused refused) {
        Successor successor = refused.loss().successor();
        if (successor != null) {
            return Optional.of(keep(loan, successor) ? new Refused(refused.message()) : storeUnavailable());
        }
        boolean loanWasOurs = giveBack(loan, refused.loss().inDoubt());
        if (refused.error() != TokenError.INVALID_GRANT) {
            return Optional.of(new Refused(refused.message()));
        }
        return loanWasOurs && !isExchanged(loan)
                ? Optional.of(new Refused(loan.chain().inDoubt() ? interrupted(loan) : refused.message(), true))
                : Optional.empty();
    }

    private TokenResult unavailable(Loan loan, NoTokenNow unavailable) {
        Successor successor = unavailable.loss().successor();
        if (successor != null) {
            return keep(loan, successor) ? unavailable.result() : storeUnavailable();
        }
        giveBack(loan, unavailable.loss().inDoubt());
        return unavailable.result();
    }

    private boolean keep(Loan loan, Successor successor) {
        return keep(loan, exchanged(loan, null, successor.facts(), List.of()), successor.refreshToken());
    }

    private boolean keep(Loan loan, Exchanged exchanged, String newest) {
        boolean kept = false;
        try {
            kept = keeper.keep(loan.chain().after(exchanged, newest), loan.holder());
            return kept;
        } finally {
            // Faults and errors too: whoever gets them does not know what they have left undone.
            if (!kept) {
                LogLine.error(LOG, "refresh_token_not_kept")
                        .with("partner", loan.asking().partner())
                        .write();
            }
        }
    }

    private Exchanged exchanged(
            Loan loan, @Nullable String accessToken, TokenFacts facts, List<FieldMessage> warnings) {
        TokenRequest request = loan.asking().request();
        return new Exchanged(request.requester(), hashes.credentials(request.client()), accessToken, facts, warnings);
    }

    /** Ends the loan without news; whether it was still ours. */
    private boolean giveBack(Loan loan, boolean inDoubt) {
        RefreshTokenChain chain = loan.chain();
        return vault.giveBack(chain.id(), loan.holder(), chain.inDoubt() || inDoubt);
    }

    /** Whether another token than the presented one is the chain's newest by now. */
    private boolean isExchanged(Loan loan) {
        return vault.find(List.of(loan.chain().id()))
                .map(RefreshTokenChain::newest)
                .filter(newest -> !newest.equals(loan.presented()))
                .isPresent();
    }

    private FieldMessage interrupted(Loan loan) {
        interruptions.increment();
        LogLine.warn(LOG, "refresh_token_lost")
                .with("partner", loan.asking().partner())
                .write();
        return new FieldMessage(
                Pointers.REFRESH_TOKEN,
                "was refused (invalid_grant); an earlier exchange of it was interrupted before its answer could be kept, so"
                        + " this service may have spent it: authorise again and send a new one");
    }

    static Unavailable storeUnavailable() {
        return Unavailable.forOurReason("The settings store did not answer.");
    }
}
