package io.wasettings.processor.command.attempt;

import io.wasettings.common.Credentials.Client;
import io.wasettings.processor.command.attempt.Access.TokenEndpoint;
import io.wasettings.processor.command.attempt.Credential.Granted;
import io.wasettings.processor.renewal.RenewalPlan;
import io.wasettings.processor.store.Settings;
import io.wasettings.processor.store.Settings.OAuth2Client;
import io.wasettings.processor.store.SettingsSeal;
import io.wasettings.processor.store.SettingsSeal.Sealed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Maps a command that may be put into force onto what is stored; its secrets sealed. */
final class SettingsMapping {

    private final SettingsSeal seal;
    private final RenewalPlan renewalPlan;

    SettingsMapping(SettingsSeal seal, RenewalPlan renewalPlan) {
        this.seal = seal;
        this.renewalPlan = renewalPlan;
    }

    Settings settings(Authorized authorized) {
        return authorized
                .credential()
                .fold(
                        bearer -> settings(
                                authorized,
                                "bearer",
                                null,
                                seal.seal(authorized.command().key(), bearer.secrets(), null),
                                null),
                        granted -> settings(
                                authorized,
                                "oauth2",
                                client(granted.by()),
                                seal.seal(
                                        authorized.command().key(),
                                        granted.by().oauth2().secrets(),
                                        granted.token()),
                                renewAt(granted)));
    }

    private static Settings settings(
            Authorized authorized,
            String authType,
            @Nullable OAuth2Client client,
            Sealed sealed,
            @Nullable Instant renewAt) {
        Submitted command = authorized.command();
        return new Settings(
                command.key(),
                authorized.webhook().url(),
                authType,
                client,
                sealed.secrets(),
                sealed.token(),
                renewAt,
                command.version(),
                command.ref().id());
    }

    private @Nullable Instant renewAt(Granted granted) {
        return renewalPlan.renewAt(granted.token().facts()).orElse(null);
    }

    private static OAuth2Client client(TokenEndpoint endpoint) {
        Client client = endpoint.oauth2().client();
        return new OAuth2Client(
                endpoint.oauth2()
                        .grant()
                        .fold(clientCredentials -> "client_credentials", refreshToken -> "refresh_token"),
                endpoint.target().url(),
                client.clientId(),
                client.scopes(),
                client.expiresIn());
    }
}
