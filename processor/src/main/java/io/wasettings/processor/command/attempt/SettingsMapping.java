package io.wasettings.processor.command.attempt;

import io.wasettings.common.settings.Credentials.Client;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.processor.command.attempt.Access.ByToken;
import io.wasettings.processor.command.attempt.Credential.Granted;
import io.wasettings.processor.renewal.RenewalPlan;
import io.wasettings.processor.store.SealedCredentials;
import io.wasettings.processor.store.SealedCredentials.SealedBearer;
import io.wasettings.processor.store.SealedCredentials.SealedOAuth2;
import io.wasettings.processor.store.Settings;
import io.wasettings.processor.store.SettingsSeal;
import io.wasettings.processor.store.SettingsSeal.Sealed;
import io.wasettings.processor.token.Token;
import io.wasettings.service.settings.OAuth2Client;
import java.time.Instant;

/** Maps a command that may be put into force onto what is stored; its secrets sealed. */
final class SettingsMapping {

    private final SettingsSeal seal;
    private final RenewalPlan renewalPlan;

    SettingsMapping(SettingsSeal seal, RenewalPlan renewalPlan) {
        this.seal = seal;
        this.renewalPlan = renewalPlan;
    }

    Settings settings(Authorized authorized) {
        Submitted command = authorized.command();
        return new Settings(
                command.key(),
                authorized.webhook().url(),
                sealed(command.key(), authorized.credential()),
                command.version(),
                command.ref().id());
    }

    private SealedCredentials sealed(SettingsKey key, Credential credential) {
        return credential.fold(
                bearer -> new SealedBearer(seal.seal(key, bearer.secrets())), granted -> sealed(key, granted));
    }

    private SealedOAuth2 sealed(SettingsKey key, Granted granted) {
        Token token = granted.token();
        Sealed sealed = seal.seal(key, granted.by().oauth2().secrets(), token);
        Instant renewAt = renewalPlan.renewAt(token.facts()).orElse(null);
        return new SealedOAuth2(client(granted.by()), sealed.secrets(), sealed.token(), renewAt);
    }

    private static OAuth2Client client(ByToken endpoint) {
        Client client = endpoint.oauth2().client();
        return new OAuth2Client(
                endpoint.oauth2().grant().type(),
                endpoint.target().url(),
                client.clientId(),
                client.scopes(),
                client.expiresIn());
    }
}
