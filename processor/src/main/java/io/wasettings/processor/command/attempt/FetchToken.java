package io.wasettings.processor.command.attempt;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.Credentials.Client;
import io.wasettings.common.status.ErrorCode;
import io.wasettings.processor.command.attempt.Access.ByToken;
import io.wasettings.processor.command.attempt.Credential.Granted;
import io.wasettings.processor.command.attempt.Outcome.Deferred;
import io.wasettings.processor.command.attempt.Outcome.Rejected;
import io.wasettings.processor.command.attempt.Outcome.Unavailable;
import io.wasettings.processor.store.CommandStore;
import io.wasettings.processor.store.Settings;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.KnownAuthMethods;
import io.wasettings.processor.token.PartnerClient;
import io.wasettings.processor.token.TokenGrant;
import io.wasettings.processor.token.TokenRequest;
import io.wasettings.processor.token.TokenResult;
import io.wasettings.processor.token.Tokens;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.mongo.StoreUnavailableException;
import io.wasettings.service.settings.OAuth2Client;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets the token that the webhook is called with, if the partner asked for one. */
final class FetchToken implements Function<Fresh, Step<Authorized>> {

    private static final Logger LOG = LoggerFactory.getLogger(FetchToken.class);

    private final Tokens tokens;
    private final CommandStore commands;

    FetchToken(Tokens tokens, CommandStore commands) {
        this.tokens = tokens;
        this.commands = commands;
    }

    @Override
    public Step<Authorized> apply(Fresh fresh) {
        return fresh.judged()
                .access()
                .fold(
                        bearer -> Step.at(new Authorized(fresh.judged(), new Credential.Key(bearer), List.of())),
                        endpoint -> fetch(fresh, endpoint));
    }

    private Step<Authorized> fetch(Fresh fresh, ByToken endpoint) {
        return tokens.fetch(
                        request(fresh, endpoint),
                        refused -> note(fresh.command().ref(), refused))
                .fold(
                        granted -> Step.at(new Authorized(
                                fresh.judged(), new Granted(endpoint, granted.token()), granted.warnings())),
                        refused -> Step.ended(new Rejected(ErrorCode.INVALID, List.of(refused.error()))),
                        unavailable -> Step.ended(outcome(unavailable)));
    }

    private static Outcome outcome(TokenResult.Unavailable unavailable) {
        Unavailable why = new Unavailable(ErrorCode.NOT_SAVED, List.of(unavailable.error()), unavailable.retryAfter());
        return switch (unavailable.reason()) {
            case ASKED -> why;
            case NOT_ASKED -> Deferred.forServer(why);
            case OURS -> Deferred.forService(why);
        };
    }

    /** What cannot be noted is tried once more in another attempt; nothing that is under way ends for that. */
    private void note(CommandRef command, AuthMethod refused) {
        try {
            commands.refuseAuthMethod(command, refused);
        } catch (StoreUnavailableException e) {
            LogLine.warn(LOG, "auth_method_not_noted")
                    .with("method", refused.storedName())
                    .write();
        }
    }

    private static TokenRequest request(Fresh fresh, ByToken endpoint) {
        Submitted command = fresh.command();
        Client client = endpoint.oauth2().client();
        return new TokenRequest(
                command.ref().key(),
                new PartnerClient(
                        command.key().partner(),
                        endpoint.target(),
                        client.clientId(),
                        client.clientSecret(),
                        client.scopes(),
                        Duration.ofSeconds(client.expiresIn())),
                endpoint.oauth2()
                        .grant()
                        .fold(
                                clientCredentials -> new TokenGrant.ClientCredentials(),
                                given -> new TokenGrant.RefreshToken(given.refreshToken(), null)),
                new KnownAuthMethods(preferred(fresh.inForce(), endpoint), command.refusedAuthMethods()));
    }

    /** What worked for the same client at the same endpoint is tried first. */
    private static @Nullable AuthMethod preferred(Optional<Settings> inForce, ByToken endpoint) {
        return inForce.flatMap(settings -> settings.credentials().oauth2())
                .filter(stored -> isSameClient(stored.client(), endpoint))
                .map(stored -> stored.token().facts().authMethod())
                .orElse(null);
    }

    private static boolean isSameClient(OAuth2Client stored, ByToken endpoint) {
        return stored.clientId().equals(endpoint.oauth2().client().clientId())
                && stored.tokenUrl().equals(endpoint.target().url());
    }
}
