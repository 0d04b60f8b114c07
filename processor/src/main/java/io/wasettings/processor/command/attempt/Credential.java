package io.wasettings.processor.command.attempt;

import io.wasettings.common.settings.Credentials.Bearer;
import io.wasettings.processor.command.attempt.Access.ByToken;
import io.wasettings.processor.token.Token;
import java.util.function.Function;

/** What a webhook is called with. */
sealed interface Credential {

    /** One function per case, so that no case is forgotten. */
    <T> T fold(Function<Bearer, T> key, Function<Granted, T> granted);

    /** The value that comes after {@code Bearer}, a secret. */
    default String value() {
        return fold(Bearer::apiKey, granted -> granted.token().accessToken());
    }

    /** The partner's key. */
    record Key(Bearer bearer) implements Credential {
        @Override
        public <T> T fold(Function<Bearer, T> key, Function<Granted, T> granted) {
            return key.apply(bearer);
        }
    }

    /**
     * A token.
     *
     * @param by where it is from
     * @param token what was granted
     */
    record Granted(ByToken by, Token token) implements Credential {
        @Override
        public <T> T fold(Function<Bearer, T> key, Function<Granted, T> granted) {
            return granted.apply(this);
        }
    }
}
