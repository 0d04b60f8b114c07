package io.wasettings.processor.command.attempt;

import io.wasettings.common.event.CommandRef;
import io.wasettings.common.settings.SettingsKey;
import io.wasettings.common.settings.SubmittedSettings;
import io.wasettings.common.status.Status.State;
import io.wasettings.common.status.StatusOrder;
import io.wasettings.common.status.ToldStatus;
import io.wasettings.processor.kafka.Version;
import io.wasettings.processor.token.AuthMethod;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a command asks for, and whose it is: all that an attempt needs. Its secrets are sealed, its rules not checked
 * yet.
 *
 * @param ref its identity
 * @param key whose settings
 * @param version where it first appeared
 * @param replays how often operators have replayed it
 * @param content what came
 * @param refusedAuthMethods client authentication methods that an earlier attempt found refused
 */
public record Submitted(
        CommandRef ref,
        SettingsKey key,
        Version version,
        int replays,
        Content content,
        Set<AuthMethod> refusedAuthMethods) {

    /**
     * What came as the value of a command.
     *
     * @param settings the settings as they came
     * @param sealedSecrets the secrets as sealed by the producer, or null
     */
    public record Content(
            SubmittedSettings settings, @Nullable String sealedSecrets) {}

    public Submitted {
        refusedAuthMethods = Set.copyOf(refusedAuthMethods);
    }

    /** This command with what earlier deliveries left: it counts from the older of both versions. */
    public Submitted with(Version firstSeen, Set<AuthMethod> refused) {
        return new Submitted(ref, key, version.orEarlier(firstSeen), replays, content, refused);
    }

    /** Whether what the command came to before is final for this attempt: only a replay reopens one that failed. */
    public boolean isSettledBy(ToldStatus standing) {
        State state = standing.status().state();
        return StatusOrder.isFinal(state) || (state == State.FAILED && replays <= standing.round());
    }
}
