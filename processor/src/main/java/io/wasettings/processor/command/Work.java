package io.wasettings.processor.command;

import io.wasettings.common.SettingsBody;
import io.wasettings.common.Status.FieldMessage;
import io.wasettings.processor.store.Settings;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.validation.url.Target;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way through the steps, with what they found so far. Immutable.
 *
 * @param command the command
 * @param refusedAuthMethods client authentication methods that an earlier attempt found refused
 * @param webhook the webhook with its judged addresses, after that step
 * @param tokenEndpoint the token endpoint with its judged addresses, after that step; with {@code oauth2}
 * @param inForce the older settings that are in force, if there are some
 * @param token the token, after that step; with {@code oauth2}
 * @param warnings what was assumed about the token
 */
record Work(
        Command command,
        Set<String> refusedAuthMethods,
        @Nullable Target webhook,
        @Nullable Target tokenEndpoint,
        @Nullable Settings inForce,
        @Nullable Token token,
        List<FieldMessage> warnings)
        implements Step {

    static Work on(Command command, Set<String> refusedAuthMethods) {
        return new Work(command, refusedAuthMethods, null, null, null, null, List.of());
    }

    @Override
    public Step then(Function<Work, Step> next) {
        return next.apply(this);
    }

    @Override
    public Outcome outcome() {
        throw new IllegalStateException("The last step must lead to an outcome");
    }

    Work with(SettingsBody body) {
        return new Work(command.with(body), refusedAuthMethods, webhook, tokenEndpoint, inForce, token, warnings);
    }

    Work with(Target judgedWebhook, @Nullable Target judgedTokenEndpoint) {
        return new Work(command, refusedAuthMethods, judgedWebhook, judgedTokenEndpoint, inForce, token, warnings);
    }

    Work with(@Nullable Settings olderSettings) {
        return new Work(command, refusedAuthMethods, webhook, tokenEndpoint, olderSettings, token, warnings);
    }

    Work with(Token granted, List<FieldMessage> assumptions) {
        return new Work(command, refusedAuthMethods, webhook, tokenEndpoint, inForce, granted, assumptions);
    }

    SettingsBody body() {
        return command.body();
    }

    Target requireWebhook() {
        return Objects.requireNonNull(webhook);
    }

    Target requireTokenEndpoint() {
        return Objects.requireNonNull(tokenEndpoint);
    }

    /** What the webhook is to be called with: the partner's key, or the token. */
    String bearer() {
        return token == null ? Objects.requireNonNull(body().apiKey()) : token.accessToken();
    }
}
