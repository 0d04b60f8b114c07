package io.wasettings.processor.command.attempt;

import io.wasettings.common.settings.Credentials.Bearer;
import io.wasettings.common.settings.Credentials.OAuth2;
import io.wasettings.processor.validation.url.Target;
import java.util.function.Function;

/** How a webhook's credential is come by. */
sealed interface Access {

    /** One function per case, so that no case is forgotten. */
    <T> T fold(Function<Bearer, T> key, Function<ByToken, T> endpoint);

    /** By the key that the partner gave. */
    record Key(Bearer bearer) implements Access {
        @Override
        public <T> T fold(Function<Bearer, T> key, Function<ByToken, T> endpoint) {
            return key.apply(bearer);
        }
    }

    /**
     * By asking a token endpoint.
     *
     * @param oauth2 with what to ask
     * @param target the token endpoint with its judged addresses
     */
    record ByToken(OAuth2 oauth2, Target target) implements Access {
        @Override
        public <T> T fold(Function<Bearer, T> key, Function<ByToken, T> endpoint) {
            return endpoint.apply(this);
        }
    }
}
