package io.wasettings.processor.renewal;

import io.wasettings.common.SecretBox;
import io.wasettings.common.SecretBox.Opened;
import io.wasettings.common.Secrets;
import io.wasettings.processor.store.RenewalQueue;
import io.wasettings.processor.store.RenewalQueue.Due;
import io.wasettings.processor.store.RenewalQueue.Failure;
import io.wasettings.processor.store.RenewalQueue.State;
import io.wasettings.processor.store.Settings;
import io.wasettings.processor.store.Settings.OAuth2Client;
import io.wasettings.processor.store.Settings.StoredToken;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.Tokens;
import io.wasettings.processor.validation.url.Target;
import io.wasettings.processor.validation.url.UrlPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews one token: judges its endpoint anew, asks it for a token, and keeps what it grants. */
final class Renewer {

    private static final Logger LOG = LoggerFactory.getLogger(Renewer.class);

    private final RenewalQueue queue;
    private final UrlPolicy urlPolicy;
    private final Tokens tokens;
    private final SecretBox secretBox;
    private final RenewalPlan plan;
    private final Clock clock;

    Renewer(
            RenewalQueue queue,
            UrlPolicy urlPolicy,
            Tokens tokens,
            SecretBox secretBox,
            RenewalPlan plan,
            Clock clock) {
        this.queue = queue;
        this.urlPolicy = urlPolicy;
        this.tokens = tokens;
        this.secretBox = secretBox;
        this.plan = plan;
        this.clock = clock;
    }

    /** What a renewal came to, for metrics. */
    enum Result {
        /** The new token is kept. */
        RENEWED,
        /** A newer command came first; what was granted is of no use any more. */
        OVERTAKEN,
        /** It is tried again. */
        FAILED,
        /** It is not tried again. */
        STOPPED
    }

    Result renew(Due due) {
        Settings settings = due.settings();
        OAuth2Client client = Objects.requireNonNull(settings.oauth2());
        SecretBox.Opening opening = secretBox.open(settings.key().recordKey(), settings.sealedSecrets());
        if (!(opening instanceof Opened opened)) {
            return failed(due, "The stored secrets do not open with the keys of this processor.", true, null);
        }
        return urlPolicy
                .check(client.tokenUrl())
                .fold(
                        accepted -> renew(due, client, opened.secrets(), accepted.target()),
                        refused -> failed(due, "/oauth2/token_url " + refused.message(), true, null),
                        undecided -> failed(due, "/oauth2/token_url " + undecided.message(), true, null));
    }

    private Result renew(Due due, OAuth2Client client, Secrets secrets, Target endpoint) {
        StoredToken current = Objects.requireNonNull(due.settings().token());
        TokenRequest request = new TokenRequest(
                "renewal " + due.settings().key().recordKey() + " " + current.obtainedAt(),
                due.settings().key().partner(),
                endpoint,
                client.clientId(),
                Objects.requireNonNull(secrets.clientSecret()),
                secrets.refreshToken(),
                current.lineage(),
                client.scopes(),
                Duration.ofSeconds(client.expiresIn()),
                AuthMethod.of(current.authMethod()).orElse(null),
                notAgain(due, current));
        TokenResult result = tokens.fetch(
                request,
                refused -> LOG.info(
                        "event=auth_method_refused key={} method={}",
                        due.settings().key(),
                        refused.storedName()));
        return result.fold(
                granted -> keep(due.settings(), secrets, granted.token()),
                refused -> failed(
                        due,
                        refused.error().field() + " " + refused.error().message(),
                        !refused.error().field().equals("/oauth2/refresh_token"),
                        null),
                unavailable -> failed(
                        due,
                        unavailable.error().field() + " " + unavailable.error().message(),
                        true,
                        unavailable.retryAfter()));
    }

    /** All ways of authentication are walked through once; after a failure only what had worked is tried. */
    private static Set<AuthMethod> notAgain(Due due, StoredToken current) {
        Optional<AuthMethod> worked = AuthMethod.of(current.authMethod());
        return due.failures() == 0 || worked.isEmpty() ? Set.of() : EnumSet.complementOf(EnumSet.of(worked.get()));
    }

    private Result keep(Settings settings, Secrets secrets, Token token) {
        String owner = settings.key().recordKey();
        Map<String, String> newest = new HashMap<>(secrets.values());
        if (token.refreshToken() != null) {
            newest.put(Secrets.REFRESH_TOKEN, token.refreshToken());
        }
        StoredToken stored = new StoredToken(
                secretBox.seal(owner, new Secrets(Map.of(Secrets.ACCESS_TOKEN, token.accessToken()))),
                token.obtainedAt(),
                token.expiresAt(),
                token.scope(),
                token.authMethod().storedName(),
                token.lineage());
        Instant next = plan.next(token.obtainedAt(), token.expiresAt());
        boolean kept = queue.renewed(settings, stored, secretBox.seal(owner, new Secrets(newest)), next);
        LOG.info("event=token_renewed key={} next={} kept={}", settings.key(), next, kept);
        return kept ? Result.RENEWED : Result.OVERTAKEN;
    }

    /** @param mayPass whether trying again can help; a refresh token that was refused must not be presented again */
    private Result failed(Due due, String error, boolean mayPass, @Nullable Duration retryAfter) {
        int failures = due.failures() + 1;
        Optional<Instant> next = mayPass ? plan.afterFailure(failures, retryAfter, clock.instant()) : Optional.empty();
        State state = next.isPresent() ? State.FAILING : State.STOPPED;
        queue.failed(due.settings(), new Failure(state, failures, error, next));
        LOG.warn(
                "event=token_renewal_failed key={} state={} failures={} error=\"{}\"",
                due.settings().key(),
                state,
                failures,
                error);
        return state == State.STOPPED ? Result.STOPPED : Result.FAILED;
    }
}
