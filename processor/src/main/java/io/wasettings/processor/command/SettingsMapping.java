package io.wasettings.processor.command;

import io.wasettings.common.SecretBox;
import io.wasettings.common.Secrets;
import io.wasettings.common.SettingsBody;
import io.wasettings.common.SettingsBody.OAuth2;
import io.wasettings.processor.renewal.RenewalPlan;
import io.wasettings.processor.store.Settings;
import io.wasettings.processor.store.Settings.OAuth2Client;
import io.wasettings.processor.store.Settings.StoredToken;
import io.wasettings.processor.token.AuthMethod;
import io.wasettings.processor.token.Token;
import io.wasettings.processor.token.TokenRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
                command.key().partner(),
                work.requireTokenEndpoint(),
                Objects.requireNonNull(oauth2.clientId()),
                Objects.requireNonNull(oauth2.clientSecret()),
                body.usesRefreshToken() ? Objects.requireNonNull(oauth2.refreshToken()) : null,
                null,
                scopes(oauth2),
                Duration.ofSeconds(Objects.requireNonNull(oauth2.expiresIn())),
                preferred(work, oauth2),
                work.refusedAuthMethods().stream()
                        .map(AuthMethod::of)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    static Settings settings(Work work, SecretBox secretBox, RenewalPlan renewalPlan) {
        Command command = work.command();
        SettingsBody body = command.body();
        Token token = work.token();
        String owner = command.key().recordKey();
        return new Settings(
                command.key(),
                work.requireWebhook().url(),
                Objects.requireNonNull(body.authType()),
                body.usesOAuth2() ? client(work, body.requireOAuth2()) : null,
                secretBox.seal(owner, secrets(body, token)),
                token == null ? null : stored(token, owner, secretBox),
                token == null
                        ? null
                        : renewalPlan
                                .renewAt(token.obtainedAt(), token.expiresAt())
                                .orElse(null),
                command.version(),
                command.ref().id());
    }

    /** The partner's secrets, with the newest refresh token in place of the one that may be spent. */
    private static Secrets secrets(SettingsBody body, @Nullable Token token) {
        Map<String, String> secrets = new HashMap<>(body.secrets().values());
        if (token != null && token.refreshToken() != null) {
            secrets.put(Secrets.REFRESH_TOKEN, token.refreshToken());
        }
        return new Secrets(secrets);
    }

    private static StoredToken stored(Token token, String owner, SecretBox secretBox) {
        return new StoredToken(
                secretBox.seal(owner, new Secrets(Map.of(Secrets.ACCESS_TOKEN, token.accessToken()))),
                token.obtainedAt(),
                token.expiresAt(),
                token.scope(),
                token.authMethod().storedName(),
                token.lineage());
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
                .flatMap(token -> AuthMethod.of(token.authMethod()))
                .orElse(null);
    }
}
