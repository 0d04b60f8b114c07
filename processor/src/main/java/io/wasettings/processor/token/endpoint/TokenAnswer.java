package io.wasettings.processor.token.endpoint;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenFacts;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.TokenResult.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one exchange with a token endpoint came to. */
public sealed interface TokenAnswer {

    <T> T fold(
            Function<TokenGiven, T> granted, Function<RequestRefused, T> refused, Function<NoTokenNow, T> unavailable);

    /** The refusal, if it may be the way of client authentication alone that was refused. */
    default Optional<RequestRefused> refusalOfAuthMethod() {
        return fold(
                granted -> Optional.empty(),
                refused -> Optional.of(refused).filter(RequestRefused::anotherWayMayWork),
                unavailable -> Optional.empty());
    }

    /**
     * A token.
     *
     * @param token the token; its refresh token only if the answer brought one
     * @param warnings what was assumed
     */
    record TokenGiven(Token token, List<FieldMessage> warnings) implements TokenAnswer {
        @Override
        public <T> T fold(
                Function<TokenGiven, T> granted,
                Function<RequestRefused, T> refused,
                Function<NoTokenNow, T> unavailable) {
            return granted.apply(this);
        }
    }

    /**
     * The request was refused for good.
     *
     * @param message the field to correct, and why
     * @param error the error code, if it is a known one, or what the status says as clearly
     * @param loss what the exchange may have cost all the same
     * @param anotherWayMayWork whether another way of client authentication may be answered otherwise
     */
    record RequestRefused(FieldMessage message, @Nullable TokenError error, Loss loss, boolean anotherWayMayWork)
            implements TokenAnswer {

        RequestRefused(FieldMessage message, @Nullable TokenError error, Loss loss) {
            this(message, error, loss, false);
        }

        RequestRefused butAnotherWayMayWork() {
            return new RequestRefused(message, error, loss, true);
        }

        @Override
        public <T> T fold(
                Function<TokenGiven, T> granted,
                Function<RequestRefused, T> refused,
                Function<NoTokenNow, T> unavailable) {
            return refused.apply(this);
        }
    }

    /**
     * What an answer without a usable token means for the refresh token that was presented.
     *
     * @param inDoubt whether the server may have spent it
     * @param successor the refresh token that replaces it, a secret, or null
     */
    record Loss(boolean inDoubt, @Nullable Successor successor) {

        /** The server has refused before it acted. */
        static final Loss NONE = new Loss(false, null);
        /** The server may have acted. */
        static final Loss POSSIBLE = new Loss(true, null);
    }

    /**
     * A refresh token from an answer that was no use otherwise.
     *
     * @param refreshToken a secret
     * @param facts as of a token that expired when it was asked for
     */
    record Successor(String refreshToken, TokenFacts facts) {
        @Override
        public String toString() {
            return "Successor[secrets redacted]";
        }
    }

    /**
     * Not available now.
     *
     * @param message the field whose server is unavailable, and how
     * @param retryAfter the least delay that the server asked for, or null
     * @param loss what the exchange may have cost all the same
     * @param asked whether the server was asked at all
     */
    record NoTokenNow(FieldMessage message, @Nullable Duration retryAfter, Loss loss, boolean asked)
            implements TokenAnswer {

        /** What the requester of the token is told. */
        public TokenResult.Unavailable result() {
            return new TokenResult.Unavailable(message, retryAfter, asked ? Reason.ASKED : Reason.NOT_ASKED);
        }

        @Override
        public <T> T fold(
                Function<TokenGiven, T> granted,
                Function<RequestRefused, T> refused,
                Function<NoTokenNow, T> unavailable) {
            return unavailable.apply(this);
        }
    }
}
