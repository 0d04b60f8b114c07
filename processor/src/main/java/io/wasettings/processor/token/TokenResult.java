package io.wasettings.processor.token;

import io.wasettings.common.settings.FieldMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a request for a token came to. No text of the remote server is in it but its RFC 6749 error code. */
public sealed interface TokenResult {

    <T> T fold(Function<Granted, T> granted, Function<Refused, T> refused, Function<Unavailable, T> unavailable);

    /**
     * A token.
     *
     * @param warnings what was assumed
     */
    record Granted(Token token, List<FieldMessage> warnings) implements TokenResult {
        @Override
        public <T> T fold(
                Function<Granted, T> granted, Function<Refused, T> refused, Function<Unavailable, T> unavailable) {
            return granted.apply(this);
        }
    }

    /**
     * Refused for good: the partner must correct something.
     *
     * @param error the field to correct, and why
     * @param refreshTokenIsOver whether it is the refresh token that was refused, and nothing has come in its place
     */
    record Refused(FieldMessage error, boolean refreshTokenIsOver) implements TokenResult {

        /** Something else was refused than the refresh token, or that has a successor. */
        public Refused(FieldMessage error) {
            this(error, false);
        }

        @Override
        public <T> T fold(
                Function<Granted, T> granted, Function<Refused, T> refused, Function<Unavailable, T> unavailable) {
            return refused.apply(this);
        }
    }

    /**
     * Not available now.
     *
     * @param error the field whose server is unavailable, and how; no field if it is not the server
     * @param retryAfter the least delay that the server asked for, or null
     * @param reason whether it counts as an attempt
     */
    record Unavailable(FieldMessage error, @Nullable Duration retryAfter, Reason reason) implements TokenResult {

        /** No token, for a reason that lies with this service. */
        public static Unavailable forOurReason(String reason) {
            return new Unavailable(new FieldMessage("", reason), null, Reason.OURS);
        }

        @Override
        public <T> T fold(
                Function<Granted, T> granted, Function<Refused, T> refused, Function<Unavailable, T> unavailable) {
            return unavailable.apply(this);
        }
    }

    /** Why no token is available. */
    enum Reason {
        /** The token endpoint was asked. */
        ASKED,
        /** The token endpoint was not asked, as it is left alone for a while or has no connection free: no attempt. */
        NOT_ASKED,
        /** The reason lies with this service: no attempt. */
        OURS
    }
}
