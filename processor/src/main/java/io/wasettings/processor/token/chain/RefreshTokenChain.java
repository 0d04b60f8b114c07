package io.wasettings.processor.token.chain;

import io.wasettings.common.settings.FieldMessage;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenFacts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token that a partner gave, and what became of it: each exchange may spend it and bring a successor. Only
 * the newest is ever presented.
 *
 * @param id keyed hash of the token as it was given, together with its partner, client and token endpoint
 * @param newest the newest refresh token, a secret; null before the first exchange
 * @param last what the last successful exchange brought, or null
 * @param inDoubt whether an exchange was begun whose answer was never kept
 */
public record RefreshTokenChain(
        String id, @Nullable String newest, @Nullable Exchanged last, boolean inDoubt) {

    /**
     * What an exchange brought.
     *
     * @param requester for which command or renewal
     * @param credentials keyed hash of the credentials it was made with
     * @param accessToken the access token, a secret; null if nothing but the refresh token was usable
     * @param facts what else is known of it
     * @param warnings what was assumed about it
     */
    public record Exchanged(
            String requester,
            String credentials,
            @Nullable String accessToken,
            TokenFacts facts,
            List<FieldMessage> warnings) {

        @Override
        public String toString() {
            return "Exchanged[requester=" + requester + ", secrets redacted]";
        }
    }

    /** A chain of which nothing is known. */
    public static RefreshTokenChain unknown(String id) {
        return new RefreshTokenChain(id, null, null, false);
    }

    /**
     * The chain after another exchange.
     *
     * @param exchanged what that brought
     * @param successor the refresh token to present next, a secret
     */
    RefreshTokenChain after(Exchanged exchanged, String successor) {
        return new RefreshTokenChain(id, successor, exchanged, false);
    }

    /** The token that the last exchange brought, if it brought a usable one. */
    Optional<Token> token() {
        return last == null || last.accessToken() == null
                ? Optional.empty()
                : Optional.of(new Token(last.accessToken(), newest, last.facts(), id));
    }

    @Override
    public String toString() {
        return "RefreshTokenChain[id=" + id + ", inDoubt=" + inDoubt + ", secrets redacted]";
    }
}
