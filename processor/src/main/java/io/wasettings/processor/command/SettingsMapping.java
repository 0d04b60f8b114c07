package io.wasettings.processor.command;

import io.wasettings.common.SecretBox;
import io.wasettings.common.SettingsBody;
import io.wasettings.common.SettingsBody.OAuth2;
import io.wasettings.processor.renewal.RenewalPlan;
import io.wasettings.processor.store.Settings;
import io.wasettings.processor.store.Settings.OAuth2Client;
import io.wasettings.processor.store.SettingsSeal;
import io.wasettings.processor.store.SettingsSeal.Sealed;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.KnownAuthMethods;
import io.wasettings.processor.token.PartnerClient;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenGrant;
import io.wasettings.processor.token.TokenRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Maps a command, once validated, onto what is asked of the token endpoint and what is stored. */
final class SettingsMapping {

    private SettingsMapping() {}

    static TokenRequest tokenRequest(Work work) {
        Command command = work.command();
        SettingsBody body = command.body();
        OAuth2 oauth2 = body.requireOAuth2();
        return new TokenRequest(
                command.ref().source() + " " + command.ref().id(),
                new PartnerClient(
                        command.key().partner(),
                        work.requireTokenEndpoint(),
                        Objects.requireNonNull(oauth2.clientId()),
                        Objects.requireNonNull(oauth2.clientSecret()),
                        scopes(oauth2),
                        Duration.ofSeconds(Objects.requireNonNull(oauth2.expiresIn()))),
                body.usesRefreshToken()
                        ? new TokenGrant.RefreshToken(Objects.requireNonNull(oauth2.refreshToken()), null)
                        : new TokenGrant.ClientCredentials(),
                new KnownAuthMethods(
                        preferred(work, oauth2),
                        work.refusedAuthMethods().stream()
                                .map(AuthMethod::of)
                                .flatMap(Optional::stream)
                                .collect(Collectors.toUnmodifiableSet())));
    }

    static Settings settings(Work work, SecretBox secretBox, RenewalPlan renewalPlan) {
        Command command = work.command();
        SettingsBody body = command.body();
        Token token = work.token();
        Sealed sealed = new SettingsSeal(secretBox).seal(command.key(), body.secrets(), token);
        return new Settings(
                command.key(),
                work.requireWebhook().url(),
                Objects.requireNonNull(body.authType()),
                body.usesOAuth2() ? client(work, body.requireOAuth2()) : null,
                sealed.secrets(),
                sealed.token(),
                token == null ? null : renewalPlan.renewAt(token.facts()).orElse(null),
                command.version(),
                command.ref().id());
    }

    private static OAuth2Client client(Work work, OAuth2 oauth2) {
        return new OAuth2Client(
                Objects.requireNonNull(oauth2.grantType()),
                work.requireTokenEndpoint().url(),
                Objects.requireNonNull(oauth2.clientId()),
                scopes(oauth2),
                Objects.requireNonNull(oauth2.expiresIn()));
    }

    private static List<String> scopes(OAuth2 oauth2) {
        return oauth2.scopes().stream().map(Objects::requireNonNull).toList();
    }

    /** What worked for the same client at the same endpoint is tried first. */
    private static @Nullable AuthMethod preferred(Work work, OAuth2 oauth2) {
        return Optional.ofNullable(work.inForce())
                .filter(settings -> settings.oauth2() != null
                        && settings.oauth2().clientId().equals(oauth2.clientId())
                        && settings.oauth2()
                                .tokenUrl()
                                .equals(work.requireTokenEndpoint().url()))
                .map(Settings::token)
                .map(token -> token.facts().authMethod())
                .orElse(null);
    }
}
